"""With which figure every outcome is compared: chosen by meaning, before any number was seen, and never an input."""

from __future__ import annotations

WOZ = "woz_waarde"

# Two figures each; for a risico with an official figure that one comes first.
CIJFERS: dict[str, tuple[str, ...]] = {
    "gezondheid": ("langdurige_aandoening", "veel_stress"),
    "leren": ("goed_ervaren_gezondheid", "regie_over_leven"),
    "recreeren": ("beweegrichtlijn", "goed_ervaren_gezondheid"),
    "sociale_relaties": ("eenzaam", "regie_over_leven"),
    "veiligheid": ("geluidhinder_buren", "veel_stress"),
    "waardenorientatie": ("eenzaam", "goed_ervaren_gezondheid"),
    "werken": ("regie_over_leven", "risico_angst_depressie"),
    "wonen": ("moeite_rondkomen", "eenzaam"),
    "bestaanszekerheid": ("regie_over_leven", "risico_angst_depressie"),
    "eigen_regie": ("eenzaam", "goed_ervaren_gezondheid"),
    "geworteld": ("eenzaam", "vrijwilligerswerk"),
    "gezond_leven": ("goed_ervaren_gezondheid", "langdurige_aandoening"),
    "groen": ("beweegrichtlijn", "goed_ervaren_gezondheid"),
    "mantelzorg": ("eenzaam", "vrijwilligerswerk"),
    "voorzieningen": ("eenzaam", "goed_ervaren_gezondheid"),
    "vrijwillige_inzet": ("eenzaam", "regie_over_leven"),
    "draagkracht": ("eenzaam", "regie_over_leven"),
    "eenzaamheid": ("eenzaam", "ernstig_eenzaam"),
    "energielasten": ("regie_over_leven", "goed_ervaren_gezondheid"),
    "gezondheidsachterstand": ("goed_ervaren_gezondheid", "beperkt_door_gezondheid"),
    "mentale_druk": ("risico_angst_depressie", "ernstig_eenzaam"),
    "ongelijke_start": ("regie_over_leven", "roken"),
    "overlast": ("misdrijven_totaal", "veel_stress"),
    "rondkomen": ("moeite_rondkomen", "risico_angst_depressie"),
    "taal_digitaal": ("regie_over_leven", "goed_ervaren_gezondheid"),
    "verhuisdruk": ("eenzaam", "vrijwilligerswerk"),
    "weinig_contact": ("eenzaam", "emotioneel_eenzaam"),
    "zorgvraag": ("beperkt_door_gezondheid", "goed_ervaren_gezondheid"),
}

# The dimension of the Leefbaarometer that is about the same thing; the others are compared with the total only.
DIMENSIE: dict[str, str] = {
    "leren": "lbm_voorzieningen",
    "recreeren": "lbm_voorzieningen",
    "sociale_relaties": "lbm_sociale_samenhang",
    "veiligheid": "lbm_overlast",
    "waardenorientatie": "lbm_sociale_samenhang",
    "wonen": "lbm_woningvoorraad",
    "geworteld": "lbm_sociale_samenhang",
    "groen": "lbm_fysieke_omgeving",
    "mantelzorg": "lbm_sociale_samenhang",
    "voorzieningen": "lbm_voorzieningen",
    "vrijwillige_inzet": "lbm_sociale_samenhang",
    "draagkracht": "lbm_sociale_samenhang",
    "eenzaamheid": "lbm_sociale_samenhang",
    "energielasten": "lbm_woningvoorraad",
    "overlast": "lbm_overlast",
    "verhuisdruk": "lbm_woningvoorraad",
    "weinig_contact": "lbm_sociale_samenhang",
}


def leefbaarometer(uitkomst: str) -> tuple[str, ...]:
    """Give the figures of the Leefbaarometer to compare an outcome with: the total, then the fitting dimension."""
    return ("lbm_totaal", DIMENSIE[uitkomst]) if uitkomst in DIMENSIE else ("lbm_totaal",)
