"""Looks at what earlier work left: the rulebook in use, the log with its last mistakes, temporaries."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from buurtwijzer.core.dutch import join_words, plural
from buurtwijzer.core.issues import has_errors, sort_issues
from buurtwijzer.reporting.files import find_left_overs
from buurtwijzer.rulebook.loader import check_rulebook, find_rulebook
from buurtwijzer_excel.doctor.issue_kinds import X432, X433, X434, X435, X436
from buurtwijzer_excel.doctor.logged import read_log
from buurtwijzer_excel.doctor.model import Check, Machine, found, good
from buurtwijzer_excel.doctor.titles import title_of

_LAST = 20
_CALC_PROFILES = "buurtwijzer-calc-*"


def check_rules(machine: Machine) -> Iterator[Check]:
    """Look whether the rules load that a command here would use."""
    folder, chosen = find_rulebook(None, machine.map, machine.environ)
    rulebook, issues = check_rulebook(folder)
    if rulebook is None or has_errors(issues):
        wrong = [issue for issue in sort_issues(issues) if has_errors([issue])]
        count = plural(len(wrong), "fout", "fouten")
        yield found("Regelboek", X433.at(folder.name, gekozen=chosen, aantal=count, code=wrong[0].code), folder)
    else:
        yield good("Regelboek", f"versie {rulebook.manifest.versie}, {chosen}", folder)


def check_folder(machine: Machine) -> Iterator[Check]:
    """Look whether results can be written in the folder the user works in."""
    if os.access(machine.map, os.W_OK):
        yield good("Deze map", "schrijven mag", machine.map)
    else:
        yield found("Deze map", X432.at(machine.map.name), machine.map)


def check_log(machine: Machine) -> Iterator[Check]:
    """Look at the log: whether it can be written, and the codes of the last mistakes in it."""
    if not _may_write(machine.log):
        yield found("Logboek", X435.at(machine.log.name), machine.log.parent)
        return
    codes = Counter([line.kort for line in read_log(machine.log) if line.is_fout][-_LAST:])
    if codes:
        recent = [f"{code} {title_of(code)} ({count} keer)" for code, count in codes.items()]
        yield found("Logboek", X434.at(machine.log.name, codes=join_words(recent)), machine.log)
    else:
        yield good("Logboek", "geen fouten", machine.log)


def check_left_overs(machine: Machine) -> Iterator[Check]:
    """Look for temporaries of work that was broken off."""
    here, profiles = find_left_overs(machine.map), unused_profiles(machine.temp)
    places = (("deze map", here), ("de tijdelijke map", profiles))
    names = [name for name, paths in places if paths]
    if names:
        count = plural(len(here) + len(profiles), "bestand of map", "bestanden of mappen")
        yield found("Tijdelijke bestanden", X436.at("tijdelijk", aantal=count, waar=join_words(names)))
    else:
        yield good("Tijdelijke bestanden", "niets achtergebleven")


def unused_profiles(temp: Path) -> tuple[Path, ...]:
    """Find profiles of a LibreOffice of ours that has ended; on Linux a running one names its profile."""
    running = b"\n".join(_command_lines())
    return tuple(path for path in sorted(temp.glob(_CALC_PROFILES)) if path.name.encode() not in running)


def _command_lines() -> Iterator[bytes]:
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            yield place.read_bytes()


def _may_write(path: Path) -> bool:
    if path.exists():
        return os.access(path, os.W_OK)
    folder = next(part for part in path.parents if part.exists())
    return os.access(folder, os.W_OK)
