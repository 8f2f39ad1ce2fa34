"""`Policy`: everything the files of local policy say together, ready to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Partij


@dataclass(frozen=True, slots=True)
class Policy:
    """Local policy over all files in ``beleid/``.

    Attributes:
        is_ingevuld: Whether there is any policy file that counts; without one nothing is known to be allowed.
        verboden: Reason per intervention that is ruled out.
        besloten: Interventions for which the local decision they need has been taken.
        lopend: Interventions that are running already.
        prioriteiten: Ids of what has priority.
        ruimte: Room 0-100 per party; where files differ the least room counts.
        vrij_van_rangschikking: Reason per intervention that is not ranked by euro.
    """

    is_ingevuld: bool
    verboden: Mapping[str, str]
    besloten: frozenset[str]
    lopend: frozenset[str]
    prioriteiten: frozenset[str]
    ruimte: Mapping[Partij, float]
    vrij_van_rangschikking: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_rulebook(cls, rulebook: Rulebook) -> Self:
        """Put all policy files together that are not just an example."""
        files = tuple(file for file in rulebook.beleid.values() if file.actief)
        ruimte: dict[Partij, float] = {}
        for entry in (entry for file in files for entry in file.capaciteit):
            ruimte[entry.partij] = min(entry.ruimte_score, ruimte.get(entry.partij, entry.ruimte_score))
        return cls(
            is_ingevuld=bool(files),
            verboden={entry.interventie: entry.reden for file in files for entry in file.verboden},
            besloten=frozenset(entry.interventie for file in files for entry in file.besluiten),
            lopend=frozenset(name for file in files for name in file.lopend),
            prioriteiten=frozenset(name for file in files for name in file.prioriteiten),
            ruimte=ruimte,
            vrij_van_rangschikking={e.interventie: e.reden for file in files for e in file.vrij_van_rangschikking},
        )
