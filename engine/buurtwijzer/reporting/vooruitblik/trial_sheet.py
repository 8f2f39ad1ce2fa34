"""Sheet ``Toets``: how good the outlook would have been for the last year that is known, on these very figures."""

from __future__ import annotations

from collections.abc import Iterator

from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.evidence.outlook.model import Outlook
from buurtwijzer.evidence.outlook.told import percent
from buurtwijzer.reporting.blad import Blad, CelSoort, Kolom, Rij, number
from buurtwijzer.reporting.vooruitblik.measured import ALL, Measured, measured
from buurtwijzer.reporting.vooruitblik.words import by_chance
from buurtwijzer.rulebook.model import Rulebook

_TWO = 2.0
_COLUMNS = (
    Kolom("cijfer", CelSoort.TEKST, 26),
    Kolom("niveau", CelSoort.TEKST, 10),
    Kolom("getoetst op", CelSoort.CODE, 10, "Dit jaar is voorspeld uit de jaren ervoor en daarna pas bekeken."),
    Kolom("klasse", CelSoort.TEKST, 26),
    Kolom("gebieden", CelSoort.AANTAL, 10),
    Kolom("fout", CelSoort.PUNTEN, 9, "Hoe ver de verwachting er gemiddeld naast zat; bij een telling in aantallen."),
    Kolom("fout vorig jaar", CelSoort.PUNTEN, 11, "Van: hetzelfde als vorig jaar."),
    Kolom(
        "fout gewogen",
        CelSoort.PUNTEN,
        11,
        "Van een gewogen gemiddelde: het oudste jaar telt 1, het volgende 2, enzovoort.",
    ),
    Kolom(
        "t.o.v. vorig jaar", CelSoort.GETAL, 11, "Fout gedeeld door die van hetzelfde als vorig jaar; onder 1 is beter."
    ),
    Kolom("t.o.v. gewogen", CelSoort.GETAL, 11, "Fout gedeeld door die van het gewogen gemiddelde."),
    Kolom("binnen de marge", CelSoort.PROCENT, 11, "Deel van de gebieden waar het cijfer binnen de marge viel."),
    Kolom(
        "oordeel", CelSoort.TEKST, 30, "Of dat klopt met wat beloofd is; gebieden van een gemeente lijken op elkaar."
    ),
    Kolom("toelichting", CelSoort.LANGE_TEKST, 60),
)


def trial_sheet(outlook: Outlook, rulebook: Rulebook) -> Blad:
    """Build the sheet.

    Args:
        outlook: What is expected, with its test.
        rulebook: The rules.
    """
    rows = tuple(_rows(outlook, rulebook))
    empty: Rij = ("Er zijn te weinig jaren om te toetsen.", *(None,) * (len(_COLUMNS) - 1))
    return Blad("Toets", "bwz_toets", _COLUMNS, rows or (empty,), 1)


def verdict(found: Measured, promised: float) -> str:
    """Say whether the part inside the margin is what was promised, within two standard errors."""
    off = found.binnen_frac - promised
    if abs(off) <= _TWO * found.standaardfout_frac:
        return "zoals beloofd"
    return "ruimer dan beloofd" if off > 0 else "krapper dan beloofd"


def _rows(outlook: Outlook, rulebook: Rulebook) -> Iterator[Rij]:
    promised = outlook.getallen.hoog_frac - outlook.getallen.laag_frac
    for found in measured(outlook):
        made, trial = found.deel, found.deel.toets
        if trial is None:
            continue
        yield (
            rulebook.indicatoren[made.indicator].naam,
            made.niveau.value,
            str(trial.jaar),
            found.klasse,
            found.gebieden,
            number(found.fout, 2),
            number(found.fout_vorig, 2),
            number(found.fout_gewogen, 2),
            _ratio(found.fout, found.fout_vorig),
            _ratio(found.fout, found.fout_gewogen),
            number(found.binnen_frac),
            verdict(found, promised),
            _note(found, promised) if found.klasse == ALL else None,
        )


def _ratio(first: float, second: float) -> float | None:
    return number(first / second, 3) if second else None


def _note(found: Measured, promised: float) -> str:
    trial = found.deel.toets
    years = join_words([str(year) for year in trial.geijkt_op]) if trial is not None else ""
    error = percent(found.standaardfout_frac)
    text = f"De marge is gezet op {years}; beloofd is {percent(promised, 0)}, standaardfout {error}."
    return " ".join(part for part in (text, by_chance(found.deel), signal_words(found)) if part)


def signal_words(found: Measured) -> str:
    """Say what became of the signals of a year before; empty when there were none."""
    after = found.deel.signaaltoets
    if after is None:
        return ""
    return (
        f"Een jaar eerder waren er {plural(after.signalen, 'signaal', 'signalen')} op "
        f"{plural(after.bekeken, 'gebied', 'gebieden')}. In {after.jaar} stond {percent(after.slechter_frac, 0)} ervan "
        f"er nog slechter voor dan vergelijkbare (van alle gebieden {percent(after.slechter_basis_frac, 0)}); in dat "
        f"ene jaar verslechterde {percent(after.verder_frac, 0)} verder (van alle gebieden "
        f"{percent(after.verder_basis_frac, 0)})."
    )
