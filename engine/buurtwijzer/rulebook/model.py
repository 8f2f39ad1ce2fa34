"""`Rulebook`: the frozen, checked rules that the engine gets, with the place of every rule in its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from buurtwijzer.core.issues import Issue
from buurtwijzer.core.places import FilePlace
from buurtwijzer.rulebook.schema import (
    Beleid,
    Benaderstijl,
    Bron,
    Indicator,
    Interventie,
    Kolommen,
    Kracht,
    Leefgebied,
    Manifest,
    Opendata,
    Parameters,
    Prijs,
    Referentie,
    Risico,
    Segmentatie,
    Spiegelgesprek,
    Toetsing,
    Uitkomst,
    Vergelijking,
    Vraagstuk,
)


@dataclass(frozen=True, slots=True)
class Basis:
    """The complete rulebook under an overlay, and what the overlay changes in it.

    Attributes:
        manifest: regelboek.yaml of the base.
        sha256: Hash of the whole base.
        gebaseerd_op: The base that the overlay names: id, version and the start of its hash.
        gewijzigd: Base rules that are replaced, as ``folder/id``.
        nieuw: Rules that the base does not have.
        vervallen: Base rules that are taken away, with the reason.
    """

    manifest: Manifest
    sha256: str
    gebaseerd_op: str
    gewijzigd: tuple[str, ...]
    nieuw: tuple[str, ...]
    vervallen: Mapping[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """All rules, by folder and id; mappings are ordered by id.

    Attributes:
        manifest: regelboek.yaml.
        map: Folder it was read from.
        gekozen_via: How that folder was chosen, in Dutch words.
        sha256: Hash over the names and bytes of all its files.
        places: Place of every key: ``("indicatoren", "id", "doelwaarden", "laag")`` to line and column; list items by
            their number as text.
        issues: What is worth telling about the rules (no errors: those are raised).
        basis: What lies under an overlay; None for a complete rulebook.
    """

    manifest: Manifest
    map: Path
    gekozen_via: str
    sha256: str
    bronnen: Mapping[str, Bron]
    indicatoren: Mapping[str, Indicator]
    leefgebieden: Mapping[str, Leefgebied]
    krachten: Mapping[str, Kracht]
    risicos: Mapping[str, Risico]
    interventies: Mapping[str, Interventie]
    beleid: Mapping[str, Beleid]
    parameters: Mapping[str, Parameters]
    vergelijking: Mapping[str, Vergelijking]
    places: Mapping[tuple[str, ...], FilePlace]
    issues: tuple[Issue, ...]
    basis: Basis | None = None
    uitkomsten: Mapping[str, Uitkomst] = field(default_factory=dict)
    benaderstijlen: Mapping[str, Benaderstijl] = field(default_factory=dict)
    vragen: Mapping[str, Vraagstuk] = field(default_factory=dict)
    segmentaties: Mapping[str, Segmentatie] = field(default_factory=dict)
    spiegeling: Mapping[str, Spiegelgesprek] = field(default_factory=dict)
    referentie: Mapping[str, Referentie] = field(default_factory=dict)
    kolommen: Mapping[str, Kolommen] = field(default_factory=dict)
    prijzen: Mapping[str, Prijs] = field(default_factory=dict)
    opendata: Mapping[str, Opendata] = field(default_factory=dict)
    toetsing: Mapping[str, Toetsing] = field(default_factory=dict)

    @property
    def spiegelgesprek(self) -> Spiegelgesprek | None:
        """The rules of the mirror session; None when the rulebook has none."""
        return next(iter(self.spiegeling.values()), None)

    @property
    def landelijk(self) -> Referentie | None:
        """The national reference of the latest year; None without any."""
        return self.referentie[max(self.referentie)] if self.referentie else None

    def indicator_voor(self, doel: str) -> str | None:
        """Give the id of the indicator that serves a calculation (`dient_als`); None when no rule does."""
        return next((item.id for item in self.indicatoren.values() if item.dient_als == doel), None)

    def getal(self, groep: str, naam: str) -> float:
        """Give a number from ``parameters/<groep>.yaml``.

        Raises:
            KeyError: The rulebook has no such number; the loader checks all numbers the engine needs.
        """
        return self.parameters[groep].getallen[naam].waarde

    def place(self, *path: str) -> FilePlace:
        """Give the place of a rule, or of the nearest key above it that has one."""
        for end in range(len(path), 0, -1):
            found = self.places.get(tuple(path[:end]))
            if found is not None:
                return found
        return FilePlace("regelboek.yaml")
