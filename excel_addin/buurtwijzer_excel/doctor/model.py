"""What the doctor looks at and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from buurtwijzer.core.issues import Issue, Severity


class Stand(StrEnum):
    """How something is."""

    GOED = "goed"
    LET_OP = "let op"
    FOUT = "fout"
    ONZICHTBAAR = "niet te zien"


_STANDS = {Severity.FOUT: Stand.FOUT, Severity.WAARSCHUWING: Stand.LET_OP, Severity.MELDING: Stand.ONZICHTBAAR}


@dataclass(frozen=True, slots=True)
class Machine:
    """This computer and this user.

    Attributes:
        systeem: As `sys.platform` says it.
        thuis: The user's own folder.
        gebruiker: Name the user logs in with.
        environ: Environment variables.
        python: The interpreter.
        python_versie: Its version.
        bits: 32 or 64.
        map: Folder the user works in now.
        temp: Folder for temporary files.
        log: The log.
    """

    systeem: str
    thuis: Path
    gebruiker: str
    environ: Mapping[str, str]
    python: Path
    python_versie: str
    bits: int
    map: Path
    temp: Path
    log: Path


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at.

    Attributes:
        onderwerp: What it is about, in a word or two.
        stand: How it is.
        tekst: What was found; never a path or the name of a file of the user.
        wat_te_doen: The remedy; empty when all is well.
        code: Code in the catalogue of messages; empty when all is well.
        plaats: Where it is, for the user's own eyes: it stays out of a bundle.
    """

    onderwerp: str
    stand: Stand
    tekst: str
    wat_te_doen: str = ""
    code: str = ""
    plaats: Path | None = None


def good(onderwerp: str, tekst: str, plaats: Path | None = None) -> Check:
    """Tell that something is in order."""
    return Check(onderwerp, Stand.GOED, tekst, plaats=plaats)


def found(onderwerp: str, issue: Issue, plaats: Path | None = None) -> Check:
    """Tell what an issue says."""
    return Check(onderwerp, _STANDS[issue.severity], issue.message, issue.remedy, issue.code, plaats)


def is_usable(checks: tuple[Check, ...]) -> bool:
    """Tell whether nothing is broken."""
    return all(check.stand is not Stand.FOUT for check in checks)
