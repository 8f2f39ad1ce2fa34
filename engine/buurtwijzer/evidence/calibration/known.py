"""Known shares read from columns, with the areas that can be used and the clusters they lie in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.core.dutch import format_number, join_words, plural
from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.data.areas.small_areas import size_reasons
from buurtwijzer.data.own.figures import shares_of
from buurtwijzer.data.table import BuurtTable, FloatArray, IntArray
from buurtwijzer.evidence.calibration import issue_kinds as kinds
from buurtwijzer.evidence.calibration.forward import Areas
from buurtwijzer.evidence.calibration.tune import Known
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own import BRON, EIGEN
from buurtwijzer.rulebook.schema import (
    Eenheid,
    Indicator,
    Inlezen,
    Kolom,
    Richting,
    Segmentatie,
    Soort,
    Status,
)
from buurtwijzer.segmentation.from_tables import table_margins

BEKEND = "bekende_aandelen"
RESPONDENTEN = "respondenten"
_WHOLE = 100.0
_GEMEENTE, _WIJK = slice(2, 6), slice(2, 8)


@dataclass(frozen=True, slots=True, eq=False)
class Survey:
    """Known shares that can be used.

    Attributes:
        known: The shares with the tables of their areas.
        codes: n area codes.
        niveau: Level of the areas.
        respondenten: (n,) people asked, NaN unknown.
        clusters: n names of what is left out together.
        cluster_soort: ``gemeente`` or ``wijk``.
        jaar: Year of the shares, 0 when not known.
        issues: What there is to tell.
    """

    known: Known
    codes: tuple[str, ...]
    niveau: Niveau
    respondenten: FloatArray
    clusters: tuple[str, ...]
    cluster_soort: str
    jaar: int
    issues: tuple[Issue, ...]

    @property
    def gemeenten(self) -> tuple[str, ...]:
        """Give the codes of the gemeenten, in order."""
        return tuple(sorted({f"GM{code[_GEMEENTE]}" for code in self.codes}))


def tunable(rulebook: Rulebook, segmentatie: str) -> Segmentatie:
    """Give a segmentation that can be calibrated.

    Raises:
        InputError: It is not there, or estimates no shares from tables.
    """
    rule = rulebook.segmentaties.get(segmentatie)
    if rule is not None and rule.indextabel is not None:
        return rule
    why = "hij staat niet in het regelboek" if rule is None else f"methode {rule.methode} heeft geen tabellen"
    raise InputError([kinds.NIET_TE_IJKEN.at(rulebook.map.name, id=segmentatie, waarom=why)])


def with_known_columns(rulebook: Rulebook, rule: Segmentatie) -> Rulebook:
    """Give the rules with the columns of known shares as figures to be read, headed as the groups are called."""
    segments = [
        part.model_copy(update={"kolom": part.naam, "verdeling": [], "ijkfactor": None}) for part in rule.segmenten
    ]
    brought = rule.model_copy(
        update={
            "id": BEKEND,
            "naam": f"Bekende aandelen van {rule.naam}",
            "methode": "ingelezen",
            "indextabel": None,
            "samenleven": None,
            "gevalideerd": [],
            "inlezen": Inlezen(
                licentiehouder="uw organisatie",
                licentie="zie het voorstel",
                eenheid=Eenheid.PCT,
                bron=BRON,
                status=Status.AANNAME,
            ),
            "segmenten": segments,
        }
    )
    asked = Indicator(
        id=RESPONDENTEN,
        naam="Respondenten",
        definitie="Aantal deelnemers achter de bekende aandelen.",
        eenheid=Eenheid.AANTAL,
        richting=Richting.GEEN,
        soort=Soort.FEIT,
        kolommen=[Kolom(layout=EIGEN, waarde=RESPONDENTEN)],
        ondergrens=0.0,
        bron=[BRON],
        status=Status.AANNAME,
        eigenaar=rule.eigenaar,
        herzien_voor=rule.herzien_voor,
    )
    return replace(
        rulebook,
        segmentaties={**rulebook.segmentaties, BEKEND: brought},
        indicatoren={**rulebook.indicatoren, RESPONDENTEN: asked},
    )


def read_survey(table: BuurtTable, rulebook: Rulebook, rule: Segmentatie) -> Survey:
    """Take the known shares from a table.

    Args:
        table: What was read with the rules of `with_known_columns`.
        rulebook: Those rules.
        rule: The segmentation that is calibrated.

    Raises:
        InputError: There are none, or of too few areas, gemeenten or wijken.
    """
    place = join_words([source.naam for source in table.bestanden])
    found = shares_of(table, rulebook).get(BEKEND)
    if found is None:
        names = join_words([f"'{part.naam}'" for part in rule.segmenten])
        raise InputError([kinds.GEEN_AANDELEN.at(place, naam=rule.naam, kolommen=names)])
    spread = table_margins(rule, table)
    rows, niveau, left = _usable(table, rulebook, found, spread)
    least = round(rulebook.getal("ijking", "gebieden_minimaal_n"))
    if len(rows) < least:
        raise InputError([kinds.TE_WEINIG_GEBIEDEN.at(place, aantal=len(rows), naam=rule.naam, least=least)])
    codes = tuple(table.code[row] for row in rows.tolist())
    clusters, soort = _clusters(codes, round(rulebook.getal("ijking", "groepen_minimaal_n")), place)
    asked = _asked(table, rows)
    jaar = table.jaar[rows, table.column(f"{BEKEND}.{rule.segmenten[0].id}")]
    return Survey(
        Known(
            Areas(tuple(own[rows] for own in spread), table.inwoners[rows]),
            np.asarray(found[rows] / found[rows].sum(axis=1, keepdims=True)),
            _counted(asked, rulebook),
        ),
        codes,
        niveau,
        asked,
        clusters,
        soort,
        int(jaar.max()),
        tuple(_told(asked, left, niveau, rulebook, place)),
    )


def _usable(
    table: BuurtTable, rulebook: Rulebook, found: FloatArray, spread: tuple[FloatArray, ...]
) -> tuple[IntArray, Niveau, int]:
    """Give the rows that can be used, their level, and how many with shares cannot."""
    small = size_reasons(
        table, rulebook.getal("kleine_gebieden", "inwoners_n"), rulebook.getal("kleine_gebieden", "huishoudens_n")
    )
    off = _WHOLE * rulebook.getal("leefstijlen", "ingelezen_afwijking_frac")
    whole = np.abs(found.sum(axis=1) - _WHOLE) <= off
    known = whole & (found >= 0).all(axis=1) & np.array([not text for text in small]) & np.isfinite(table.inwoners)
    for own in spread:
        known &= np.isfinite(own).all(axis=1)
    by_level = {niveau: [row for row in table.rows_of(niveau).tolist() if known[row]] for niveau in _LEVELS}
    niveau = max(_LEVELS, key=lambda level: len(by_level[level]))
    # In order of code: the order of the files does not show in the last bits.
    rows = np.array(sorted(by_level[niveau], key=lambda row: table.code[row]), dtype=np.int64)
    return rows, niveau, int(np.isfinite(found).any(axis=1).sum()) - len(rows)


_LEVELS = (Niveau.BUURT, Niveau.WIJK)


def _clusters(codes: tuple[str, ...], least: int, place: str) -> tuple[tuple[str, ...], str]:
    gemeenten = tuple(f"GM{code[_GEMEENTE]}" for code in codes)
    if len(set(gemeenten)) >= least:
        return gemeenten, "gemeente"
    wijken = tuple(f"WK{code[_WIJK]}" for code in codes)
    if len(set(wijken)) >= least:
        return wijken, "wijk"
    words = {"gemeenten": len(set(gemeenten)), "wijken": len(set(wijken))}
    raise InputError([kinds.TE_WEINIG_GROEPEN.at(place, least=least, **words)])


def _asked(table: BuurtTable, rows: IntArray) -> FloatArray:
    if RESPONDENTEN not in table.indicatoren:
        return np.full(len(rows), np.nan)
    asked = table.values[rows, table.column(RESPONDENTEN)]
    return np.asarray(np.where(asked > 0, asked, np.nan))


def _counted(asked: FloatArray, rulebook: Rulebook) -> FloatArray:
    """Give for how many people each area counts: fewer than were asked, and never more than the limit."""
    most, unknown = (rulebook.getal("ijking", name) for name in ("gebied_hoogstens_n", "onbekend_n"))
    own = np.where(np.isfinite(asked), asked, unknown)
    return np.asarray(own * most / (own + most))


def _told(asked: FloatArray, left: int, niveau: Niveau, rulebook: Rulebook, place: str) -> Iterator[Issue]:
    unknown = int((~np.isfinite(asked)).sum())
    if unknown:
        counts = format_number(rulebook.getal("ijking", "onbekend_n"), 0)
        yield kinds.DEELNEMERS_ONBEKEND.at(place, aantal=plural(unknown, "gebied", "gebieden"), telt=counts)
    if left > 0:
        words = plural(left, "gebied", "gebieden")
        yield kinds.GEBIEDEN_WEGGELATEN.at(place, aantal=words, niveau=niveau.value)
