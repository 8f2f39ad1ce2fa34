"""The report of a calibration in Dutch: what was known, how well each estimate did, and what is proposed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.calibration.calibrate import Calibration
from buurtwijzer.evidence.calibration.measures import GEIJKT, LANDELIJK, METHODEN, ONGEWIJZIGD, Interval
from buurtwijzer.evidence.calibration.proposal import Herkomst

_NAMEN = {
    LANDELIJK: "overal de landelijke aandelen",
    ONGEWIJZIGD: "tabellen zoals ze zijn",
    GEIJKT: "bijgestelde tabellen",
}
_PCT = 100.0


def report_text(found: Calibration, herkomst: Herkomst, meldingen: Iterable[Issue] = ()) -> str:
    """Give the report as Markdown, with what there was to tell about the files."""
    parts = [
        _head(found, herkomst),
        _answer(found),
        _figures(found),
        _noise(found),
        _changes(found),
        _next(found),
        *_told(meldingen),
    ]
    return "\n\n".join(parts) + "\n"


def summary_lines(found: Calibration) -> tuple[str, ...]:
    """Give what the command says on screen."""
    maten, n = found.vergelijking.maten, len(found.survey.codes)
    rows = [
        f"{_NAMEN[name]}: fout {_pp(maten[name].mae_pp.waarde)}, helling {_number(maten[name].helling.waarde)}, "
        f"grootste goed in {_pct(maten[name].grootste_frac.waarde)}"
        for name in METHODEN
    ]
    return (f"{plural(n, 'gebied', 'gebieden')} met bekende aandelen; {_verdict(found)}", *rows)


def _head(found: Calibration, herkomst: Herkomst) -> str:
    survey = found.survey
    asked = survey.respondenten
    people = format_number(float(asked.sum()), 0) if np.isfinite(asked).all() else "onbekend"
    lines = [
        f"# IJkverslag {found.regel.naam}",
        "",
        f"- Bekende aandelen: {herkomst.naam}, {herkomst.jaar} (bestand {herkomst.bestand}).",
        f"- Licentie: {herkomst.licentie}",
        f"- Eigenaar van het voorstel: {herkomst.eigenaar}.",
        (
            f"- Gebieden: {_areas(found)}, in {plural(len(survey.gemeenten), 'gemeente', 'gemeenten')} "
            f"({join_words(survey.gemeenten)})."
        ),
        f"- Deelnemers: {people}.",
        f"- Landelijk vastgehouden op {plural(len(found.land.inwoners), 'buurt', 'buurten')}.",
    ]
    return "\n".join(lines)


def _areas(found: Calibration) -> str:
    word = {"buurt": ("buurt", "buurten"), "wijk": ("wijk", "wijken")}[found.survey.niveau.value]
    return plural(len(found.survey.codes), *word)


def _answer(found: Calibration) -> str:
    return f"## Uitkomst\n\n{_verdict(found)}"


def _verdict(found: Calibration) -> str:
    gain = found.vergelijking.winst_pp
    told = f"winst {_pp(gain.waarde)} ({_between(gain)})"
    if found.waarom_niet:
        return f"Niets voorgesteld: {found.waarom_niet} ({told})."
    return f"Voorstel: bijgestelde tabellen zijn beter, {told}."


def _figures(found: Calibration) -> str:
    rows = [
        "## Hoe goed, op gebieden die niet meededen",
        "",
        (
            f"Elke {found.survey.cluster_soort} is beurtelings weggelaten bij het bijstellen; daarop is gemeten. "
            f"Tussen haakjes het interval uit het opnieuw trekken van hele {_many(found)}."
        ),
        "",
        (
            "| schatting | gemiddelde fout (procentpunt) | fout zonder toeval van de steekproef | helling | "
            "grootste groep goed | overlap van drie grootste |"
        ),
        "|---|---|---|---|---|---|",
    ]
    for name in METHODEN:
        own = found.vergelijking.maten[name]
        rows.append(
            f"| {_NAMEN[name]} | {_with(own.mae_pp, 2)} | {_number(own.rmse_pp)} | {_with(own.helling, 2)} | "
            f"{_with_pct(own.grootste_frac)} | {_with_pct(own.drie_frac)} |"
        )
    gain, country = found.vergelijking.winst_pp, found.vergelijking.winst_landelijk_pp
    rows += [
        "",
        (
            f"Winst tegen de tabellen zoals ze zijn: {_pp(gain.waarde)} ({_between(gain)}). Winst tegen overal de "
            f"landelijke aandelen: {_pp(country.waarde)} ({_between(country)})."
        ),
        "",
        (
            "Helling: zo veel verschilt een gebied echt van Nederland, gedeeld door zo veel als geschat. Bij 1 klopt "
            "de spreiding; boven 1 is de schatting te vlak, onder 1 overdrijft zij. De fout zonder toeval is de wortel "
            "uit de gemiddelde gekwadrateerde fout, zonder wat de steekproef verklaart."
        ),
    ]
    return "\n".join(rows)


def _many(found: Calibration) -> str:
    return {"gemeente": "gemeenten", "wijk": "wijken"}[found.survey.cluster_soort]


def _noise(found: Calibration) -> str:
    noise, most = found.vergelijking.ruis_pp, found.vergelijking.grootste_hoogstens_frac
    if np.isnan(noise):
        text = (
            "Van een deel van de gebieden is het aantal deelnemers onbekend, en dus ook hoeveel van de fout toeval is."
        )
    else:
        text = (
            f"De bekende aandelen zijn een steekproef. Ook een volmaakte schatting zou er gemiddeld {_pp(noise)} naast "
            f"zitten en de grootste groep in {_pct(most)} van de gebieden goed hebben."
        )
    return f"## Toeval\n\n{text}"


def _changes(found: Calibration) -> str:
    before, after = found.start, found.tabel
    own = found.regel.indextabel
    kenmerken = [] if own is None else own.kenmerken
    rows = [
        "## Wat er zou veranderen" if found.waarom_niet else "## Wat er verandert",
        "",
        (
            f"Vastgehouden met kracht {format_number(found.kracht, 3)} (1: elke tabel telt als een onderzoek met het "
            "aantal deelnemers waarop hij rust)."
        ),
        "",
        "| onderdeel | was | wordt |",
        "|---|---|---|",
        f"| demping | {_number(before.demping)} | {_number(after.demping)} |",
        f"| krimp (inwoners) | {format_number(before.krimp_n, 0)} | {format_number(after.krimp_n, 0)} |",
        *(
            f"| gewicht {kenmerk.naam.lower()} | {_number(was)} | {_number(now)} |"
            for kenmerk, was, now in zip(kenmerken, before.gewichten.tolist(), after.gewichten.tolist(), strict=True)
        ),
        "",
    ]
    for kenmerk, was, now in zip(kenmerken, before.tabellen, after.tabellen, strict=True):
        rows += _table(found, kenmerk.naam, [level.naam for level in kenmerk.niveaus], was, now)
    return "\n".join(rows).rstrip()


def _table(found: Calibration, naam: str, levels: Sequence[str], was: FloatArray, now: FloatArray) -> Iterator[str]:
    yield f"### {naam} (procent, was → wordt)"
    yield ""
    yield f"| groep | {' | '.join(levels)} |"
    yield f"|---|{'---|' * len(levels)}"
    for part, one, other in zip(found.regel.segmenten, was.tolist(), now.tolist(), strict=True):
        cells = [
            f"{format_number(_PCT * a, 0)} → {format_number(_PCT * b, 0)}" for a, b in zip(one, other, strict=True)
        ]
        yield f"| {part.naam} | {' | '.join(cells)} |"
    yield ""


def _next(found: Calibration) -> str:
    if found.waarom_niet:
        text = (
            "De tabellen blijven zoals ze zijn, en bij leefstijlen blijft staan: niet gevalideerd hier. Meer gebieden "
            "of meer deelnemers per gebied geven meer zekerheid."
        )
    else:
        text = (
            "Laat een mens die de buurten kent naar de tabellen kijken. Pas als deze map als regelboek wordt gebruikt, "
            f"gelden zij. 'Niet gevalideerd hier' verdwijnt dan in {join_words(found.survey.gemeenten)}, en nergens "
            "anders. Wie daarna een getal in de tabellen verandert, krijgt bij 'rules check' een fout: dan klopt de "
            "meting niet meer."
        )
    return f"## Verder\n\n{text}"


def _told(meldingen: Iterable[Issue]) -> Iterator[str]:
    lines = [f"- {issue}" for issue in meldingen]
    if lines:
        yield "\n".join(["## Meldingen", "", *lines])


def _with(own: Interval, decimals: int) -> str:
    if np.isnan(own.waarde):
        return "-"
    low, high = (format_number(value, decimals) for value in (own.laag, own.hoog))
    return f"{format_number(own.waarde, decimals)} ({low} tot {high})"


def _with_pct(own: Interval) -> str:
    low, high = (format_number(_PCT * value, 0) for value in (own.laag, own.hoog))
    return f"{format_number(_PCT * own.waarde, 0)} % ({low} tot {high})"


def _between(own: Interval) -> str:
    return f"interval {format_number(own.laag, 2)} tot {format_number(own.hoog, 2)}"


def _pp(value: float) -> str:
    return f"{format_number(value, 2)} procentpunt"


def _pct(frac: float) -> str:
    return f"{format_number(_PCT * frac, 0)} %"


def _number(value: float) -> str:
    return "-" if np.isnan(value) else format_number(value, 2)
