"""Health figures of Voorbeeldstad: the columns of RIVM table 50090NED and how each follows from the traits of a buurt.

Per column: the published national value of 2020 (source: RIVM/GGD'en/CBS, 50090NED, row NL01, CC BY 4.0) and the slopes
on welvaart, stedelijk and leeftijd. The slopes are chosen so that figures hang together with sign and rough size as in
the Netherlands; they are no research result.
"""

from __future__ import annotations

from voorbeeldstad import Buurt, toeval

# kolom: (Nederland 2020, welvaart, stedelijk, leeftijd, eigen ruis); None: in 2020 niet gevuld
KOLOMMEN: dict[str, tuple[float, float, float, float, float] | None] = {
    "ErvarenGezondheidGoedZeerGoed_4": (78.4, 3.5, -0.4, -2.1, 0.7),
    "VoldoetAanBeweegrichtlijn_5": (49.9, 2.4, 1.8, -2.0, 1.6),
    "WekelijkseSporters_6": (48.9, 4.6, 2.0, -3.6, 1.4),
    "Ondergewicht_7": (2.0, -0.10, 0.25, -0.05, 0.10),
    "NormaalGewicht_8": (47.4, 2.6, 2.8, -1.8, 1.0),
    "Overgewicht_9": (50.8, -2.5, -3.0, 1.8, 1.0),
    "ErnstigOvergewicht_10": (15.6, -2.5, -0.7, 0.6, 0.7),
    "Roker_11": (17.9, -2.9, 1.2, -1.2, 1.4),
    "VoldoetAanAlcoholRichtlijn_12": (43.9, -2.6, 1.4, 0.8, 1.8),
    "Drinker_13": (78.5, 3.6, -1.6, -0.4, 1.6),
    "ZwareDrinker_14": (8.4, 0.1, 1.0, -0.6, 0.6),
    "OvermatigeDrinker_15": (6.3, 0.5, -0.2, 0.1, 0.4),
    "EenOfMeerLangdurigeAandoeningen_16": (32.5, -1.8, -0.8, 2.9, 0.9),
    "BeperktVanwegeGezondheid_17": (31.0, -2.5, -0.5, 3.1, 0.9),
    "ErnstigBeperktVanwegeGezondheid_18": (5.1, -1.1, 0.2, 0.8, 0.3),
    "LangdurigeZiekteEnBeperkt_19": (29.0, -2.4, -0.5, 3.0, 0.9),
    "EenOfMeerLichamelijkeBeperkingen_20": (15.2, -2.5, 0.2, 3.3, 0.8),
    "BeperkingInHoren_21": (4.6, -0.6, -0.1, 0.9, 0.3),
    "BeperkingInZien_22": (5.6, -1.3, 0.4, 0.6, 0.4),
    "BeperkingInBewegen_23": (9.6, -2.0, 0.1, 2.6, 0.5),
    "MatigHoogRisicoOpAngstOfDepressie_24": (45.9, -4.0, 3.2, -1.2, 1.1),
    "HoogRisicoOpAngstOfDepressie_25": (6.7, -1.7, 0.8, -0.1, 0.3),
    "HeelVeelStressInAfgelopen4Weken_26": (17.9, -1.8, 2.6, -1.5, 0.8),
    "MatigVeelRegieOverEigenLeven_27": (90.1, 1.9, -0.7, -0.8, 0.7),
    "Eenzaam_28": (47.0, -3.8, 2.8, 1.5, 1.5),
    "ErnstigZeerErnstigEenzaam_29": (11.2, -2.2, 1.1, 0.7, 0.8),
    "EmotioneelEenzaam_30": (28.9, -3.7, 2.9, 0.2, 1.1),
    "SociaalEenzaam_31": (30.0, -3.1, 1.0, 1.4, 1.2),
    "Mantelzorger_32": (13.6, 0.3, -1.6, 0.8, 0.7),
    "Vrijwilligerswerk_33": (24.6, 3.0, -3.4, 0.5, 1.4),
    "LopenEnOfFietsenNaarSchoolOfWerk_34": None,
    "LopenNaarSchoolOfWerk_35": None,
    "FietsenNaarSchoolOfWerk_36": None,
    "ErnstigeGeluidhinderDoorBuren_37": (7.0, -0.8, 1.8, -0.4, 0.4),
    "MoeiteMetRondkomen_38": (13.9, -4.0, 1.7, -0.8, 0.9),
}


def nederland() -> dict[str, float | None]:
    """Give the published national values of 2020."""
    return {kolom: None if regel is None else regel[0] for kolom, regel in KOLOMMEN.items()}


def gezondheid(buurt: Buurt) -> dict[str, float | None]:
    """Make the health figures of a buurt, percentages of residents of 18 and older."""
    uit: dict[str, float | None] = {}
    for kolom, regel in KOLOMMEN.items():
        if regel is None:
            uit[kolom] = None
            continue
        gemiddeld, welvaart, stedelijk, leeftijd, ruis = regel
        waarde = gemiddeld + welvaart * buurt.welvaart + stedelijk * buurt.stedelijk + leeftijd * buurt.leeftijd
        waarde += ruis * toeval(buurt.sleutel or buurt.code, kolom)
        uit[kolom] = min(max(waarde, gemiddeld * 0.35), 97.0)
    return uit
