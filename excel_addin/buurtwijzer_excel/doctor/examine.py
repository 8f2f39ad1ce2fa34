"""Does all looking, in the order in which a user reads it; a look that fails is itself told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from buurtwijzer_excel.cli.log import log_crash
from buurtwijzer_excel.doctor import issue_kinds as kinds
from buurtwijzer_excel.doctor.addin import check_addin
from buurtwijzer_excel.doctor.installed import check_packages, check_program, check_python, check_shipped
from buurtwijzer_excel.doctor.model import Check, Machine, found
from buurtwijzer_excel.doctor.traces import check_folder, check_left_overs, check_log, check_rules

Look = Callable[[Machine], Iterable[Check]]

_UNSEEN = {
    "win32": (("Excel", kinds.X440), ("Excel", kinds.X442), ("Virusscanner", kinds.X441), ("OneDrive", kinds.X443)),
    "darwin": (("Mac", kinds.X444), ("Excel", kinds.X442), ("OneDrive", kinds.X443)),
}
_UNSEEN_ELSEWHERE = (("LibreOffice", kinds.X445),)


def unseen(machine: Machine) -> Iterator[Check]:
    """Name what cannot be seen from here and yet may be in the way."""
    for subject, kind in _UNSEEN.get(machine.systeem, _UNSEEN_ELSEWHERE):
        yield found(subject, kind.at(subject))


LOOKS: tuple[tuple[str, Look], ...] = (
    ("Python", check_python),
    ("Installatie", check_shipped),
    ("Pakketten", check_packages),
    ("Programma", check_program),
    ("Invoegtoepassing", check_addin),
    ("Regelboek", check_rules),
    ("Deze map", check_folder),
    ("Logboek", check_log),
    ("Tijdelijke bestanden", check_left_overs),
    ("Niet te zien", unseen),
)
"""What is looked at: the name to use when the look itself fails, and the look."""


def examine(machine: Machine, looks: Iterable[tuple[str, Look]] = LOOKS) -> tuple[Check, ...]:
    """Look at everything."""
    checks: list[Check] = []
    for subject, look in looks:
        try:
            checks += look(machine)
        except Exception as error:  # noqa: BLE001 - a doctor that stops at the first illness helps nobody
            log_crash("doctor", error)
            checks.append(found(subject, kinds.X439.at(subject, soort=type(error).__name__)))
    return tuple(checks)
