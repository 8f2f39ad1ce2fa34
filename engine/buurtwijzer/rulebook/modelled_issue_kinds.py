"""What can be wrong with the word for a figure out of a model; part of the catalogue."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

MODEL_HEET_ANDERS = IssueKind(
    "R660",
    Severity.FOUT,
    "Schatting met een model heet anders",
    "'{id}' heet '{soort}', maar de cijfers in '{layout}' zijn geschat met een model.",
    "Schrijf 'soort: schatting'.",
)

KINDS = (MODEL_HEET_ANDERS,)
