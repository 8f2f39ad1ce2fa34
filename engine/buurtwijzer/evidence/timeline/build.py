"""`timelines()`: how a score or figure of an area came about, year by year.

A year counts when enough of the subject was really measured in it. Two years are compared over the indicators that both
have; what changed is then the sum of what each indicator adds, to the last digit kept. The same is worked out for the
same areas elsewhere, so that what happened here stands apart from what happened everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue, sort_issues
from buurtwijzer.data.joining.years import YearFigures
from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.timeline import issue_kinds as kinds
from buurtwijzer.evidence.timeline.breaks import breaks_between
from buurtwijzer.evidence.timeline.groups import BoolArray, Circle, Others
from buurtwijzer.evidence.timeline.model import (
    Beside,
    Change,
    ChangePart,
    Part,
    Timeline,
    Timelines,
    YearPoint,
)
from buurtwijzer.evidence.timeline.panels import Panel, panel_of
from buurtwijzer.evidence.timeline.years import Years
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.suggest import did_you_mean
from buurtwijzer.scoring.reasons import Limits

# Rests are told in six decimals; parts are kept finer, so that adding them up loses nothing.
_DECIMALS, _FINE = 6, 9
_NAN = float("nan")
_NOBODY = Beside(_NAN, _NAN, _NAN)


def timelines(figures: YearFigures, rulebook: Rulebook, codes: Sequence[str], onderwerpen: Sequence[str]) -> Timelines:
    """Follow subjects in areas through the years.

    Args:
        figures: What `read_years` gave.
        rulebook: The rules.
        codes: Codes of the areas.
        onderwerpen: Ids of outcomes (leefgebied, kracht, risico) or indicators.

    Returns:
        A timeline per area and subject, in the order asked; one that cannot be given says why.

    Raises:
        InputError: An area is in no file, or the rulebook has no such subject.
    """
    _check(figures, rulebook, codes, onderwerpen)
    found: dict[tuple[str, str], Timeline] = {}
    for level in Niveau:
        asked = [code for code in codes if figures.niveau[figures.codes.index(code)] is level]
        if asked:
            found |= _of_level(figures, rulebook, level, asked, onderwerpen)
    lines = tuple(found[code, subject] for code in dict.fromkeys(codes) for subject in dict.fromkeys(onderwerpen))
    return Timelines(lines, sort_issues(issue for line in lines for issue in _issues(line, rulebook)))


def _check(figures: YearFigures, rulebook: Rulebook, codes: Sequence[str], onderwerpen: Sequence[str]) -> None:
    known = {*rulebook.indicatoren, *rulebook.leefgebieden, *rulebook.krachten, *rulebook.risicos}
    issues = [kinds.GEBIED_ONBEKEND.at(code, code=code) for code in codes if code not in figures.codes]
    unknown = [id_ for id_ in onderwerpen if id_ not in known]
    issues += [kinds.ONDERWERP_ONBEKEND.at(id_, id=id_, hoe=f" {did_you_mean(id_, known)}") for id_ in unknown]
    if issues:
        raise InputError(issues)


def _of_level(
    figures: YearFigures, rulebook: Rulebook, level: Niveau, codes: Sequence[str], onderwerpen: Sequence[str]
) -> dict[tuple[str, str], Timeline]:
    rows = np.array([row for row, own in enumerate(figures.niveau) if own is level], dtype=np.int64)
    years = Years.of(figures, rows, round(rulebook.getal("tijdlijn", "ouderdom_jaren")))
    limits = Limits.of(rulebook)
    large = (years.inwoners >= limits.inwoners_n) & (years.huishoudens >= limits.huishoudens_n)
    others = Others(years, rulebook, large)
    found = {}
    for subject in onderwerpen:
        panel = panel_of(subject, years, rulebook)
        for code in codes:
            row = years.codes.index(code)
            found[code, subject] = _Line(panel, years, rulebook, limits, others, row).build()
    return found


@dataclass(frozen=True, slots=True)
class _Line:
    """One subject in one area, being made."""

    panel: Panel
    years: Years
    rulebook: Rulebook
    limits: Limits
    others: Others
    row: int

    def build(self) -> Timeline:
        """Make the timeline."""
        masks = self._masks()
        seen = [year for year in range(len(masks)) if masks[year].any()]
        used = [(year, masks[year]) for year in seen if not self._why_not(year, masks[year])]
        circle = self.others.beside(self.panel, self.row, used)
        points = tuple(self._point(year, masks[year], circle) for year in seen)
        enough = len(used) >= self.rulebook.getal("tijdlijn", "minste_jaren_n")
        place = int(self.years.rijen[self.row])
        figures = self.years.figures
        groups = circle.groups()
        return Timeline(
            code=figures.codes[place],
            naam=figures.naam[place],
            gemeente=figures.gemeente[place],
            niveau=figures.niveau[place],
            onderwerp=self.panel.onderwerp,
            punten=points,
            stappen=tuple(self._change(one, two, circle) for one, two in pairwise(used)) if enough else (),
            geheel=self._change(used[0], used[-1], circle) if enough else None,
            gesplitst=self._split(used, circle) if enough else None,
            vergelijkbaar=groups[0],
            in_gemeente=groups[1],
            overal=groups[2],
            noten=tuple(self._notes([year for year, _ in used])),
            reden="" if enough else self._too_few(len(used), points),
        )

    def _masks(self) -> list[BoolArray]:
        """Give per year the (p,) parts that this area has; of a figure without itself none."""
        own = self.panel.aanwezig[:, :, self.row]
        if self.panel.onderwerp.soort == "indicator":
            own = own & own[:, :1]
        return [self.panel.shared(mask, mask) for mask in own]

    def _why_not(self, year: int, mask: BoolArray) -> str:
        residents, households = self.years.inwoners[year, self.row], self.years.huishoudens[year, self.row]
        if np.isnan(residents) or np.isnan(households):
            return "Het aantal inwoners of huishoudens is onbekend. Voeg een CBS-bestand toe waarin dat staat."
        if not self.others.groot[year, self.row]:
            least = [format_number(number, 0) for number in (self.limits.inwoners_n, self.limits.huishoudens_n)]
            return (
                f"Te klein: {format_number(residents, 0)} inwoners en {format_number(households, 0)} huishoudens "
                f"(minimaal {least[0]} en {least[1]})."
            )
        share = self.panel.dekking(mask)
        if share < self.limits.dekking_frac:
            missing = [
                self.rulebook.indicatoren[name].naam
                for name, has in zip(self.panel.indicatoren, mask, strict=True)
                if not has
            ]
            return (
                f"Te weinig gemeten in dat jaar: {format_number(100 * share, 0)} % van het gewicht (minimaal "
                f"{format_number(100 * self.limits.dekking_frac, 0)} %). Niet gemeten: {join_words(missing)}."
            )
        return ""

    def _point(self, year: int, mask: BoolArray, circle: Circle) -> YearPoint:
        reason = self._why_not(year, mask)
        parts = self.panel.delen(year, mask)
        total = np.round(self.panel.vertrekpunt + parts.sum(axis=0), _DECIMALS)
        own = tuple(
            Part(
                indicator=name,
                naam=self.rulebook.indicatoren[name].naam,
                cijfer=float(self.panel.cijfers[year, part, self.row]),
                jaar=int(self.panel.jaren[year, part, self.row]),
                bijdrage=_NAN if reason else float(parts[part, self.row]),
            )
            for part, name in enumerate(self.panel.indicatoren)
            if mask[part]
        )
        return YearPoint(
            jaar=self.years.figures.jaren[year],
            waarde=_NAN if reason else float(total[self.row]),
            dekking=self.panel.dekking(mask),
            inwoners=float(self.years.figures.inwoners[year, self.years.rijen[self.row]]),
            vertrekpunt=self.panel.vertrekpunt,
            delen=own,
            ernaast=_NOBODY if reason else circle.mean(total),
            reden=reason,
        )

    def _change(self, one: tuple[int, BoolArray], two: tuple[int, BoolArray], circle: Circle) -> Change:
        (before, first), (after, last) = one, two
        shared = self.panel.shared(first, last)
        share = self.panel.dekking(shared)
        van, tot = self.years.figures.jaren[before], self.years.figures.jaren[after]
        names = [self.rulebook.indicatoren[name].naam for name in self.panel.indicatoren]
        odd = () if self.panel.onderwerp.soort == "indicator" else np.flatnonzero((first | last) & ~shared)
        without = tuple(names[part] for part in odd)
        indicators = [name for name, has in zip(self.panel.indicatoren, shared, strict=True) if has]
        breaks = breaks_between(indicators, van, tot, self.rulebook)
        if share < self.limits.dekking_frac:
            reason = (
                f"{van} en {tot} hebben te weinig cijfers gemeen: {format_number(100 * share, 0)} % van het gewicht "
                f"(minimaal {format_number(100 * self.limits.dekking_frac, 0)} %)."
            )
            return Change(van, tot, _NAN, (), _NAN, share, without, _NOBODY, breaks, reason)
        starts, ends = self.panel.delen(before, shared), self.panel.delen(after, shared)
        start = self.panel.vertrekpunt
        totals = [np.round(start + parts.sum(axis=0), _FINE) for parts in (starts, ends)]
        change = np.round(totals[1] - totals[0], _FINE)
        pushes = np.round(ends - starts, _FINE)[:, self.row] + 0.0
        parts = tuple(
            ChangePart(
                indicator=name,
                naam=names[part],
                van=float(self.panel.cijfers[before, part, self.row]),
                tot=float(self.panel.cijfers[after, part, self.row]),
                bijdrage=float(pushes[part]),
            )
            for part, name in enumerate(self.panel.indicatoren)
            if shared[part] and not (part == 0 and self._is_whole_sum(shared, pushes))
        )
        rest = float(np.round(change[self.row] - pushes[shared].sum(), _DECIMALS) + 0.0)
        ordered = tuple(sorted(parts, key=lambda part: (-abs(part.bijdrage), part.indicator)))
        beside = circle.mean(change)
        whole = float(np.round(change[self.row], _DECIMALS)) + 0.0
        return Change(van, tot, whole, ordered, rest, share, without, beside, breaks, "")

    def _is_whole_sum(self, shared: BoolArray, pushes: FloatArray) -> bool:
        """Tell whether a figure is the sum of its parts and a fixed number, so that it adds nothing of its own."""
        is_sum = self.panel.onderwerp.soort == "indicator" and shared.sum() > 1
        return bool(is_sum and abs(pushes[0]) < 0.5 * 10.0**-_DECIMALS)

    def _split(self, used: Sequence[tuple[int, BoolArray]], circle: Circle) -> Change | None:
        """Give the longest change that can be split into the parts of a sum, when the whole cannot."""
        whole = [one for one in used if one[1].all()]
        if self.panel.onderwerp.soort != "indicator" or len(self.panel.indicatoren) == 1 or len(whole) < 2:
            return None
        longest = (whole[0][0], whole[-1][0])
        return None if longest == (used[0][0], used[-1][0]) else self._change(whole[0], whole[-1], circle)

    def _notes(self, used: Sequence[int]) -> Iterator[str]:
        figures, place = self.years.figures, int(self.years.rijen[self.row])
        old = {
            int(self.panel.jaren[year, part, self.row])
            for year in used
            for part in range(len(self.panel.indicatoren))
            if 0 < self.panel.jaren[year, part, self.row] < figures.jaren[year]
        }
        if old:
            yield f"Deels oudere cijfers: van {join_words([str(year) for year in sorted(old)])}."
        other: dict[int, set[int]] = {}
        for name in self.panel.indicatoren:
            if name in figures.indicatoren:
                since = figures.noemer_jaar[:, place, figures.column(name)]
                for year in used:
                    if since[year] not in (0, figures.jaren[year]):
                        other.setdefault(int(since[year]), set()).add(figures.jaren[year])
        for since_year, own in sorted(other.items()):
            years = join_words([str(year) for year in sorted(own)])
            yield f"Aantallen van {years} zijn gedeeld door inwoners of huishoudens van {since_year}."
        refused = sorted({(item.jaar, item.reden) for item in figures.geweigerd if item.code == figures.codes[place]})
        for reason in dict.fromkeys(reason for _, reason in refused):
            years = join_words([str(year) for year, own in refused if own == reason])
            yield f"Niet gebruikt: {years}, want {reason}."

    def _too_few(self, count: int, points: Sequence[YearPoint]) -> str:
        needed = round(self.rulebook.getal("tijdlijn", "minste_jaren_n"))
        if not points:
            return "Geen van de bestanden heeft hier cijfers voor dit gebied."
        text = f"Er {'is' if count == 1 else 'zijn'} {plural(count, 'jaar', 'jaren')} met een cijfer; nodig: {needed}."
        # Of all years the latest says best what is missing.
        why = next((point.reden for point in reversed(points) if point.reden), "")
        return f"{text} {why}".rstrip()


def _issues(line: Timeline, rulebook: Rulebook) -> Iterator[Issue]:
    place, subject = f"{line.code} {line.naam}", line.onderwerp.naam
    if line.reden:
        yield kinds.GEEN_TIJDLIJN.at(place, onderwerp=subject, reden=" ".join((line.reden, *line.noten)))
        return
    for step in line.stappen:
        if step.breuken:
            yield kinds.BREUK.at(place, onderwerp=subject, van=step.van, tot=step.tot, breuken=" ".join(step.breuken))
        if step.zonder:
            yield kinds.ANDERE_CIJFERS.at(
                place,
                onderwerp=subject,
                van=step.van,
                tot=step.tot,
                dekking=format_number(100 * step.dekking, 0),
                zonder=join_words(step.zonder),
            )
    if not line.overal.gebieden_n and not line.in_gemeente.gebieden_n:
        needed = round(rulebook.getal("vergelijkbaar", "minimaal_n"))
        yield kinds.GEEN_VERGELIJKING.at(place, onderwerp=subject, minimaal=needed)
