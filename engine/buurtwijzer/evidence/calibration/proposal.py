"""The tuned tables as a segmentation of the organisation's own, with what they were measured to be worth."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from buurtwijzer.core.codes import Niveau
from buurtwijzer.data.table import FloatArray
from buurtwijzer.evidence.calibration.calibrate import Calibration
from buurtwijzer.evidence.calibration.forward import Areas
from buurtwijzer.evidence.calibration.measures import GEIJKT, LANDELIJK, ONGEWIJZIGD
from buurtwijzer.rulebook.schema import Bron, Segmentatie, Status, Validatie
from buurtwijzer.rulebook.validation import sealed, tables_hash
from buurtwijzer.segmentation.indextable import fit_factors, index_table

_PCT_DECIMALS, _DECIMALS, _FACTOR_DECIMALS = 3, 4, 6
_IJKING = (
    "De factor per groep zorgt dat het landelijke gemiddelde, gewogen naar inwoners over alle buurten die meededen, "
    "gelijk is aan de gepubliceerde aandelen. Gemaakt met 'buurtwijzer rules ijken'."
)


@dataclass(frozen=True, slots=True)
class Herkomst:
    """Where known shares come from.

    Attributes:
        id: Id of the source in the rules.
        naam: Name of the survey.
        jaar: Year of the shares.
        uitgever: Who has them.
        licentie: What the agreement allows.
        eigenaar: Function that owns the rule; never a name.
        bestand: File they were in.
    """

    id: str
    naam: str
    jaar: int
    uitgever: str
    licentie: str
    eigenaar: str
    bestand: str


def proposed(found: Calibration, herkomst: Herkomst) -> tuple[Segmentatie, Bron]:
    """Write tuned tables down, rounded; the factors are fitted on what is written, so that the country stays exact."""
    rule = _with_tables(found, herkomst)
    own = rule.indextabel
    if own is None or own.demping_frac is None or own.krimp_n is None:
        raise ValueError(f"{rule.id} has no tables of its own")
    factors = np.round(_factors(found.land, rule, own.demping_frac, own.krimp_n), _FACTOR_DECIMALS).tolist()
    segments = [
        part.model_copy(update={"ijkfactor": factor}) for part, factor in zip(rule.segmenten, factors, strict=True)
    ]
    rule = rule.model_copy(update={"segmenten": segments})
    return rule.model_copy(update={"gevalideerd": [_validation(found, rule, herkomst)]}), _source(herkomst)


def _factors(land: Areas, rule: Segmentatie, demping: float, krimp_n: float) -> FloatArray:
    return fit_factors(land.verdeling, land.inwoners, index_table(rule, demping, krimp_n))


def _with_tables(found: Calibration, herkomst: Herkomst) -> Segmentatie:
    rule, table = found.regel, found.tabel
    old = rule.indextabel
    if old is None:
        raise ValueError(f"{rule.id} has no tables")
    # A tempering above 1 is no tempering: what is over goes into the weights, which comes to the same.
    over = max(table.demping, 1.0)
    kenmerken = [
        kenmerk.model_copy(
            update={
                "gewicht": round(weight * over, _DECIMALS),
                "waarom": f"Bijgesteld met {herkomst.naam} ({herkomst.jaar}). Daarvoor: {kenmerk.waarom}",
                "bron": herkomst.id,
                "status": Status.AANNAME,
            }
        )
        for kenmerk, weight in zip(old.kenmerken, table.gewichten.tolist(), strict=True)
    ]
    by_name = {kenmerk.id: own for kenmerk, own in zip(old.kenmerken, table.tabellen, strict=True)}
    segments = [
        part.model_copy(
            update={
                "verdeling": [
                    line.model_copy(
                        update={"pct": np.round(100.0 * by_name[line.kenmerk][number], _PCT_DECIMALS).tolist()}
                    )
                    for line in part.verdeling
                ]
            }
        )
        for number, part in enumerate(rule.segmenten)
    ]
    own = old.model_copy(
        update={
            "demping_frac": round(table.demping / over, _DECIMALS),
            "krimp_n": round(table.krimp_n, 1),
            "kenmerken": kenmerken,
            "ijking": _IJKING,
        }
    )
    return rule.model_copy(
        update={
            "indextabel": own,
            "segmenten": segments,
            "bron": [*rule.bron, *([] if herkomst.id in rule.bron else [herkomst.id])],
            "status": Status.AANNAME,
            "eigenaar": herkomst.eigenaar,
        }
    )


def _validation(found: Calibration, rule: Segmentatie, herkomst: Herkomst) -> Validatie:
    ours, before, country = (found.vergelijking.maten[name] for name in (GEIJKT, ONGEWIJZIGD, LANDELIJK))
    asked = found.survey.respondenten
    entry = Validatie(
        onderzoek=herkomst.naam,
        jaar=herkomst.jaar,
        bron=herkomst.id,
        niveau="buurt" if found.survey.niveau is Niveau.BUURT else "wijk",
        gemeenten=list(found.survey.gemeenten),
        gebieden_n=len(found.survey.codes),
        respondenten_n=round(float(asked.sum())) if np.isfinite(asked).all() else None,
        mae_pp=round(ours.mae_pp.waarde, _DECIMALS),
        mae_ongewijzigd_pp=round(before.mae_pp.waarde, _DECIMALS),
        mae_landelijk_pp=round(country.mae_pp.waarde, _DECIMALS),
        winst_laag_pp=round(found.vergelijking.winst_pp.laag, _DECIMALS),
        winst_hoog_pp=round(found.vergelijking.winst_pp.hoog, _DECIMALS),
        helling=round(ours.helling.waarde, _DECIMALS),
        grootste_goed_frac=round(ours.grootste_frac.waarde, _DECIMALS),
        grootste_goed_landelijk_frac=round(country.grootste_frac.waarde, _DECIMALS),
        tabellen_sha256=tables_hash(rule),
        validatie_sha256="0" * 64,
    )
    return sealed(entry)


def _source(herkomst: Herkomst) -> Bron:
    return Bron(
        id=herkomst.id,
        titel=herkomst.naam,
        uitgever=herkomst.uitgever,
        jaar=herkomst.jaar,
        soort="eigen",
        vindplaats=f"bestand {herkomst.bestand}",
        licentie=herkomst.licentie,
        merk="afgeleid",
        toelichting="Bekende aandelen per gebied, waarmee tabellen zijn bijgesteld met 'buurtwijzer rules ijken'.",
    )
