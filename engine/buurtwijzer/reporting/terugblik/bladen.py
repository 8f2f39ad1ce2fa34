"""The sheets of a back-test: Samenhang, Kalibratie, Fout per klasse, and behind them Meldingen and Verantwoording."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from buurtwijzer.core.dutch import format_number
from buurtwijzer.evidence.backtest.model import Bewijs, Manier, Terugblik, Toetsuitslag
from buurtwijzer.reporting.blad import Blad, Cel, CelSoort, Kolom, Rij, number
from buurtwijzer.reporting.terugblik.zinnen import BEWIJS_UITLEG, counted, opponent, sentence, unit, verdict
from buurtwijzer.reporting.texts import STANDING_LINE, sentence_case

_S, _T = CelSoort.SAMENHANG, CelSoort.TEKST
_BEWIJS = "Hoeveel samenhang zegt. " + " ".join(f"{word.value.capitalize()}: {BEWIJS_UITLEG[word]}." for word in Bewijs)
_NAMED = (
    Kolom("uitkomst", _T, 31, "De score die getoetst wordt."),
    Kolom("vergeleken met", _T, 33, "Een cijfer dat niet in de score zit en hem volgens de regels mag toetsen."),
    Kolom("bewijs", _T, 15, _BEWIJS),
)
_SAMENHANG = (
    *_NAMED,
    Kolom("oordeel", _T, 17, "Naast de sterkste tegenstander; alleen als de marge 0 niet bevat en het verschil telt."),
    Kolom("in gewone woorden", CelSoort.LANGE_TEKST, 62),
    Kolom("gebieden", CelSoort.AANTAL, 11, "Met een score en met het cijfer; te kleine gebieden doen niet mee."),
    Kolom("groepen", CelSoort.AANTAL, 10, "Gemeenten (of wijken) die voor de marge opnieuw worden getrokken."),
    Kolom(
        "samenhang", _S, 12, "Rangcorrelatie van Spearman: 1 is dezelfde volgorde, 0 geen verband.", begint_groep=True
    ),
    Kolom("samenhang laag", _S, 12, "Onderkant van de marge."),
    Kolom("samenhang hoog", _S, 12, "Bovenkant van de marge."),
    Kolom(
        "samenhang naar inwoners", _S, 12, "Dezelfde samenhang, waarbij een gebied meetelt naar het aantal inwoners."
    ),
    Kolom("sterkste tegenstander", _T, 30, "Wat iedereen zonder score kan doen en het best werkt.", begint_groep=True),
    Kolom("tegenstander samenhang", _S, 14),
    Kolom("verschil", _S, 11, "Score min tegenstander."),
    Kolom("verschil laag", _S, 11),
    Kolom("verschil hoog", _S, 11),
    Kolom("gelijke gewichten", _S, 12, "Gewoon gemiddelde van dezelfde cijfers.", begint_groep=True, gevouwen=True),
    Kolom("beste losse cijfer", _S, 12, "Achteraf gekozen, dus een strenge tegenstander.", gevouwen=True),
    Kolom("alleen WOZ", _S, 11, "Hoge woningwaarde gezien als gunstig.", gevouwen=True),
    Kolom("alleen stedelijkheid", _S, 13, "In de richting die het best uitkomt.", gevouwen=True),
    Kolom("helling", _S, 10, "Punten van het cijfer per punt score; 1 is even grote verschillen.", begint_groep=True),
    Kolom("helling laag", _S, 10),
    Kolom("helling hoog", _S, 10),
    Kolom("ijking", _T, 20, "Of verschillen in de score even groot zijn als in het cijfer."),
)
_KALIBRATIE = (
    *_NAMED,
    Kolom("tiende", CelSoort.AANTAL, 9, "1 is het tiende deel van de gebieden met de laagste score."),
    Kolom("gebieden", CelSoort.AANTAL, 11),
    Kolom("score gemiddeld", CelSoort.PUNTEN, 12, begint_groep=True),
    Kolom(
        "cijfer als punten",
        CelSoort.PUNTEN,
        12,
        "In de richting van de score. Even hoog als de score: het niveau klopt.",
    ),
    Kolom("cijfer gemiddeld", _S, 12, "In de eenheid van het cijfer.", begint_groep=True),
    Kolom("cijfer laag", _S, 11, "Onderkant van de marge van dat gemiddelde."),
    Kolom("cijfer hoog", _S, 11),
    Kolom("eenheid", _T, 14),
    Kolom("punten komen uit", _T, 30, "Wat voor 0 en 100 punten van het cijfer staat."),
)
_FOUT = (
    *_NAMED,
    Kolom("verdeeld naar", _T, 15),
    Kolom("klasse", _T, 28),
    Kolom("gebieden", CelSoort.AANTAL, 11, "Te weinig gebieden in een klasse: dan blijft de fout leeg."),
    Kolom(
        "fout met score",
        _S,
        12,
        "Hoe ver het cijfer gemiddeld af ligt van wat de score ervan zegt, geijkt in andere gemeenten.",
        begint_groep=True,
    ),
    Kolom("fout met tegenstander", _S, 13, "Hetzelfde met de sterkste tegenstander in plaats van de score."),
    Kolom("fout met gemiddelde", _S, 13, "Hetzelfde als u overal het gemiddelde zegt."),
    Kolom("scheef", _S, 10, "Boven 0: het cijfer is hier hoger dan de score zegt; onder 0: lager."),
    Kolom("eenheid", _T, 14),
)


def sheets(found: Terugblik) -> tuple[Blad, ...]:
    """Give the three sheets with figures."""
    return (
        Blad(
            "Samenhang", "bwz_samenhang", _SAMENHANG, tuple(_agreement(row, found) for row in found.uitslagen), vast=2
        ),
        Blad("Kalibratie", "bwz_kalibratie", _KALIBRATIE, tuple(_levels(found)), vast=2),
        Blad("Fout per klasse", "bwz_fout", _FOUT, tuple(_errors(found)), vast=2),
    )


def receipt(found: Terugblik, datum: date | None) -> tuple[tuple[str, str], ...]:
    """Give what decided the result, in pairs of part and value."""
    dated = [("datum", datum.isoformat())] if datum is not None else []
    return (*_reading(found), *dated, *found.verantwoording)


def _reading(found: Terugblik) -> Iterator[tuple[str, str]]:
    yield "gebruik", STANDING_LINE
    yield "aantal vergelijkingen", f"{len(found.geteld)}: {counted(found.geteld)}."
    if found.weggelaten:
        pairs = "; ".join(f"{row.naam} met {row.cijfer_naam} ({row.reden})" for row in found.weggelaten)
        yield "niet vergeleken, gewichten ervan geleerd", f"{len(found.weggelaten)}: {pairs}."
    chance = format_number(found.toevallig, 1)
    yield (
        "toeval",
        (
            f"Bij {len(found.beoordeeld)} vergelijkingen met een oordeel komt er naar verwachting {chance} keer "
            "'voegt toe' uit als er niets is. Kijk dus niet naar een enkele uitschieter."
        ),
    )
    for word in Bewijs:
        yield f"bewijs: {word.value}", f"{sentence_case(BEWIJS_UITLEG[word])}."
    yield (
        "marge",
        (
            "Hele gemeenten (of wijken) zijn telkens opnieuw getrokken, want buurten van een gemeente lijken op "
            "elkaar. De sterkste tegenstander is achteraf gekozen, op dezelfde gebieden."
        ),
    )


def _named(row: Toetsuitslag) -> tuple[Cel, ...]:
    return sentence_case(row.naam), row.cijfer_naam, row.bewijs.value


def _agreement(row: Toetsuitslag, found: Terugblik) -> Rij:
    best = row.tegenstanders[0] if row.tegenstanders else None
    level = row.ijking
    others = (row.van(way) for way in (Manier.GELIJK, Manier.KOLOM, Manier.WOZ, Manier.STEDELIJK))
    return (
        *_named(row),
        verdict(row),
        sentence(row, found.rulebook),
        None if row.reden else row.n,
        None if row.reden else row.groepen,
        *(number(value) for value in (row.samenhang, row.laag, row.hoog, row.gewogen)),
        None if best is None else opponent(best, found.rulebook),
        None if best is None else number(best.samenhang),
        *(number(value) for value in (row.verschil, row.verschil_laag, row.verschil_hoog)),
        *(None if item is None else number(item.samenhang) for item in others),
        *((None,) * 3 if level is None else tuple(number(v) for v in (level.helling, level.laag, level.hoog))),
        None if level is None else level.oordeel.value,
    )


def _levels(found: Terugblik) -> Iterator[Rij]:
    for row in found.geteld:
        for part in row.ijking.tienden if row.ijking is not None else ():
            numbers = (part.score, part.punten, part.cijfer, part.laag, part.hoog)
            where = row.ijking.schaal if row.ijking is not None else None
            yield (*_named(row), part.nummer, part.n, *(number(value) for value in numbers), unit(row), where)


def _errors(found: Terugblik) -> Iterator[Rij]:
    for row in found.geteld:
        for item in row.fouten:
            numbers = (item.fout, item.tegenstander, item.gemiddelde, item.scheef)
            yield (*_named(row), item.verdeling, item.klasse, item.n, *(number(value) for value in numbers), unit(row))
