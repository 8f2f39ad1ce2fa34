"""A small made-up country for tests of segmentation: three profiles, three groups, shares that are brought along."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Segmentatie
from tests.unit.regels import ITEM, MERK, foutmarge, indicator, parameters, rulebook

KENMERKEN = ("jong", "koop", "kinderen", "oud", "stad")
GETALLEN = {
    "kenmerken_minimaal_n": 4,
    "tabellen_minimaal_n": 2,
    "kenmerkend_index": 120,
    "kenmerkend_frac": 0.08,
    "duidelijk_frac": 0.6,
    "demping_frac": 0.6,
    "krimp_n": 100,
    "steekproef_n": 6800,
    "aanname_steekproef_n": 200,
    "trekkingen_n": 100,
    "ingelezen_afwijking_frac": 0.02,
}
SAMENLEVEN = {
    "ruim_tot": 80,
    "krap_vanaf": 120,
    "tekort_vanaf": 150,
    "gelijk_tot": 70,
    "gemengd_vanaf": 90,
    "dichtbij_tot": 20,
    "veraf_vanaf": 40,
    "weinig_meedoen_tot": 90,
    "veel_meedoen_vanaf": 110,
}
_STIJL = ("dichtbij", "praktisch", "op_maat")


def _segment(number: int, **velden: Any) -> dict[str, Any]:
    return {
        "id": f"groep_{number}",
        "naam": f"Groep {number}",
        "omschrijving": "proef",
        "benadering": [{"benaderstijl": _STIJL[number], "deel_frac": 1.0}],
        **velden,
    }


def profielen(temperatuur: float = 2.0) -> Segmentatie:
    """Three profiles: young in the city, families, old."""
    centres = [(1.5, -1.0, -0.5, -1.0, 1.5), (0.0, 1.0, 1.5, -0.5, -0.5), (-1.0, 0.0, -1.0, 2.0, -0.5)]
    return Segmentatie.model_validate(
        {
            "id": "profielen",
            "naam": "Profielen",
            "omschrijving": "proef",
            "methode": "prototype",
            "prototypen": {
                "jaar": 2024,
                "temperatuur": temperatuur,
                "temperatuurregel": "proef",
                "kenmerken": [
                    {
                        "indicator": naam,
                        "bewerking": "logaritme" if naam == "stad" else "geen",
                        "gewicht": 1.0,
                        "schaal": {
                            "afkap_laag": 10.0 if naam == "stad" else 0.0,
                            "afkap_hoog": 10_000.0 if naam == "stad" else 100.0,
                            "gemiddelde": 6.0 if naam == "stad" else 30.0,
                            "spreiding": 1.0 if naam == "stad" else 10.0,
                        },
                    }
                    for naam in KENMERKEN
                ],
                **MERK,
            },
            "segmenten": [
                _segment(
                    number,
                    landelijk_frac=share,
                    middelpunt=[{"indicator": n, "waarde": v} for n, v in zip(KENMERKEN, centre, strict=True)],
                )
                for number, (share, centre) in enumerate(zip((0.2, 0.5, 0.3), centres, strict=True))
            ],
            **ITEM,
        }
    )


def groepen(factoren: Sequence[float] = (1.0, 1.0, 1.0)) -> Segmentatie:
    """Three groups over two tables: age in two levels, tenure in two."""
    tables = [((80.0, 20.0), (20.0, 80.0)), ((60.0, 40.0), (80.0, 20.0)), ((10.0, 90.0), (50.0, 50.0))]
    places = (-1.0, 0.0, 1.0)
    return Segmentatie.model_validate(
        {
            "id": "groepen",
            "naam": "Groepen",
            "omschrijving": "proef",
            "methode": "indextabel",
            "indextabel": {
                "jaar": 2023,
                "kenmerken": [
                    {
                        "id": "leeftijd",
                        "naam": "Leeftijd",
                        "gewicht": 1.0,
                        "niveaus": [
                            {"id": "jong", "naam": "jong", "delen": [{"indicator": "jong", "deel_frac": 1.0}]},
                            {"id": "oud", "naam": "oud", "delen": [{"indicator": "oud", "deel_frac": 1.0}]},
                        ],
                        "waarom": "proef",
                        "bron": "proef",
                        "status": "vastgesteld",
                    },
                    {
                        "id": "eigendom",
                        "naam": "Eigendom",
                        "gewicht": 0.5,
                        "niveaus": [
                            {"id": "koop", "naam": "koop", "delen": [{"indicator": "koop", "deel_frac": 1.0}]},
                            {"id": "huur", "naam": "huur", "is_rest": True},
                        ],
                        "waarom": "proef",
                        **MERK,
                    },
                ],
                "ijking": "proef",
            },
            "samenleven": {
                "dimensies": [{"dimensie": "kring", "links": "klein", "rechts": "groot"}],
                "vraag": [{"indicator": "hulp", "landelijk": 20.0, **MERK}],
                "draagkracht": [{"indicator": "inzet", "landelijk": 30.0, **MERK}],
                "participatie": [{"indicator": "inzet", "landelijk": 30.0, **MERK}],
            },
            "segmenten": [
                _segment(
                    number,
                    landelijk_frac=share,
                    ijkfactor=factor,
                    verdeling=[{"kenmerk": "leeftijd", "pct": [*age]}, {"kenmerk": "eigendom", "pct": [*tenure]}],
                    rol={
                        "waardenruimte": [{"dimensie": "kring", "plaats": places[number]}],
                        "steun_nodig_frac": 0.1 * (number + 1),
                        "kan_dragen_frac": 0.5 - 0.1 * number,
                        "waarom": "proef",
                        **MERK,
                    },
                )
                for number, (share, factor, (age, tenure)) in enumerate(
                    zip((0.2, 0.5, 0.3), factoren, tables, strict=True)
                )
            ],
            **ITEM,
        }
    )


def eigen() -> Segmentatie:
    """Shares of three groups from columns in percent."""
    return Segmentatie.model_validate(
        {
            "id": "eigen",
            "naam": "Eigen",
            "omschrijving": "proef",
            "methode": "ingelezen",
            "inlezen": {"licentiehouder": "iemand", "licentie": "proef", "eenheid": "pct", **MERK},
            "segmenten": [_segment(number, kolom=f"aandeel {number}") for number in range(3)],
            **ITEM,
        }
    )


def regels(*segmentaties: Segmentatie) -> Rulebook:
    """Make a rulebook with these segmentations; without any, with all three."""
    chosen = segmentaties or (profielen(), groepen(), eigen())
    marge = foutmarge("afronding", 2.0, "aantal")
    basis = rulebook(
        indicatoren=[
            *(indicator(naam, noemer="a_inw", foutmarge=marge) for naam in KENMERKEN[:4]),
            indicator("stad", eenheid="per_km2"),
            indicator("hulp"),
            indicator("inzet"),
        ]
    )
    return replace(
        basis,
        segmentaties={item.id: item for item in chosen},
        parameters={
            **basis.parameters,
            "leefstijlen": parameters("leefstijlen", GETALLEN),
            "samenleven": parameters("samenleven", SAMENLEVEN),
        },
    )
