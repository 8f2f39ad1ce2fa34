"""Catalogue of what there is to tell about a baseline and measuring from it (B281-B309). Never reused."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

B281 = IssueKind(
    "B281",
    Severity.FOUT,
    "Gemodelleerd cijfer als uitkomst",
    "{naam} ({id}) is een {soort}: berekend uit kenmerken van bewoners, niet geteld in de buurt. Wat "
    "u daar doet, kan dat "
    "cijfer niet laten zien.",
    "Kies met --uitkomst een geteld cijfer uit deze bestanden: {keuze}. Of gebruik een eigen enquête "
    "van twee of meer jaren.",
)
B282 = IssueKind(
    "B282",
    Severity.FOUT,
    "Onbekend id",
    "Het regelboek heeft geen {soort} met id '{id}'.",
    "{keuze}Alle ids staan in het handboek op {blad}.md; 'buurtwijzer rules handbook -o handboek' maakt het.",
)
B283 = IssueKind(
    "B283",
    Severity.FOUT,
    "Geen uitkomst om te meten",
    "{wat}",
    "{raad}",
)
B284 = IssueKind(
    "B284",
    Severity.FOUT,
    "Uitkomst niet in de bestanden",
    "{naam} ({id}) staat in geen van de bestanden.",
    "Geef ook de bestanden met dit cijfer op, van alle jaren. Wel aanwezig: {keuze}.",
)
B285 = IssueKind(
    "B285",
    Severity.FOUT,
    "Geen nulmeting in de werkmap",
    "Deze werkmap heeft geen blad met een nulmeting: geen blad begint met de koppen {koppen}.",
    "Maak er een met 'buurtwijzer effect nulmeting', of meet zonder: met --codes, --start en --uitkomst.",
)
B286 = IssueKind(
    "B286",
    Severity.FOUT,
    "Nulmeting is veranderd",
    "Sinds het vastleggen is dit veranderd: {cellen}. Daarom wordt deze nulmeting niet gebruikt.",
    "Zet terug wat er stond of neem de bewaarde versie van de werkmap. Meten zonder nulmeting kan "
    "met --codes, --start en "
    "--uitkomst.",
)
B287 = IssueKind(
    "B287",
    Severity.WAARSCHUWING,
    "Ander regelboek dan bij de nulmeting",
    "De nulmeting is gemaakt met regelboek {toen}; nu is het {nu}. Instellingen van de meting kunnen anders zijn.",
    "Gebruik met --regels het regelboek van toen, of leg in uw verslag uit wat er is veranderd ('rules diff').",
)
B288 = IssueKind(
    "B288",
    Severity.FOUT,
    "Er is al een nulmeting",
    "Blad '{blad}' in deze werkmap is al een nulmeting; die wordt nooit overschreven.",
    "Wilt u er een tweede naast, gebruik dan --nieuw.",
)
B289 = IssueKind(
    "B289",
    Severity.WAARSCHUWING,
    "Cijfer is later herzien",
    "{aantal} van {naam} uit de nulmeting zijn nu anders in de bestanden: {gebieden}. Gerekend is "
    "met de nieuwe cijfers.",
    "Kijk of de bron de cijfers heeft herzien of dat er een ander bestand is gebruikt, en noem het in uw verslag.",
)
B290 = IssueKind(
    "B290",
    Severity.WAARSCHUWING,
    "Cijfer van de nulmeting ontbreekt",
    "De nulmeting heeft {naam} over {jaren}, maar die jaren staan niet in deze bestanden.",
    "Geef ook de bestanden van die jaren op: dan telt het verleden mee.",
)
B291 = IssueKind(
    "B291",
    Severity.MELDING,
    "Andere vergelijkbare gebieden dan gepland",
    "Van de {aantal} vergelijkbare gebieden uit de nulmeting zijn er {weg} nu niet gekozen "
    "({namen}); er kwamen er {erbij} "
    "bij. Dat komt doordat er nu meer jaren of andere cijfers zijn.",
    "Staat er in uw verslag een lijst van vergelijkbare gebieden, neem dan die van het blad Effect over.",
)
B292 = IssueKind(
    "B292",
    Severity.FOUT,
    "Meer nulmetingen in de werkmap",
    "Deze werkmap heeft meer dan een nulmeting: {bladen}.",
    "Kies er een met --blad.",
)
B293 = IssueKind(
    "B293",
    Severity.WAARSCHUWING,
    "Kracht van de meting niet te berekenen",
    "Hoe klein een effect later te zien is, is nu niet te zeggen: {reden}",
    "Leg de nulmeting vast met meer jaren of meer gebieden in de bestanden; dan staat het er wel bij.",
)
B294 = IssueKind(
    "B294",
    Severity.MELDING,
    "Jaar van de start telt niet mee",
    "De start is in {start}: {jaar} is deels ervoor en deels erna en telt daarom niet mee. Het eerste jaar erna is "
    "{eerste}.",
    "Geef bij een start op 1 januari alleen het jaartal.",
)
B295 = IssueKind(
    "B295",
    Severity.WAARSCHUWING,
    "Cijfers van na de start",
    "In de bestanden staan ook cijfers van {jaren}. Een nulmeting kijkt alleen naar de jaren voor de "
    "start ({start}); de "
    "rest is niet vastgelegd.",
    "Is het werk al begonnen, schrijf dat dan in uw verslag: achteraf vastleggen overtuigt minder.",
)
B296 = IssueKind(
    "B296",
    Severity.FOUT,
    "Geen cijfers van voor de start",
    "Voor {gebieden} is er geen {naam} van voor {start}.",
    "Geef bestanden van eerdere jaren op, of kies een andere uitkomst.",
)
B297 = IssueKind(
    "B297",
    Severity.FOUT,
    "Blad is geen nulmeting",
    "Deze werkmap heeft geen nulmeting op blad '{blad}'; wel op {bladen}.",
    "Kies met --blad een van deze bladen, of laat --blad weg als er maar een is.",
)

KINDS = (
    B281, B282, B283, B284, B285, B286, B287, B288, B289, B290, B291, B292, B293, B294, B295, B296, B297,
)  # fmt: skip
