"""Looks at the add-in in Excel: whether it stands there, may run, and finds its Python."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from buurtwijzer.core.errors import OutputError
from buurtwijzer_excel.addin.places import WINDOWS, Places, find_places
from buurtwijzer_excel.addin.source import AddinFile, installed_xlwings, shipped_addin
from buurtwijzer_excel.addin.state import AddinState, find_state
from buurtwijzer_excel.companion.program import CALC, default_program
from buurtwijzer_excel.doctor import issue_kinds as kinds
from buurtwijzer_excel.doctor.model import Check, Machine, Stand, found, good

_SUBJECT = "Invoegtoepassing"


def check_addin(machine: Machine) -> Iterator[Check]:
    """Look at the add-in of this user."""
    if default_program(machine.systeem) == CALC:
        yield good(_SUBJECT, "niet nodig op Linux; gebruik 'buurtwijzer excel'")
        return
    try:
        places = find_places(machine.systeem, machine.thuis, machine.environ)
    except OutputError as error:
        issue = error.issues[0]
        yield Check(_SUBJECT, Stand.LET_OP, issue.message, issue.remedy, issue.code)
        return
    addin, xlwings = shipped_addin(), installed_xlwings()
    state = find_state(places, addin, xlwings)
    yield from _state(places, state, addin)
    folder = _existing(places.invoegtoepassing.parent)
    if os.access(folder, os.W_OK):
        yield good("Startmap", "schrijven mag", folder)
    else:
        yield found("Startmap", kinds.X432.at(folder.name), folder)


def _state(places: Places, state: AddinState, addin: AddinFile) -> Iterator[Check]:
    if not state.aanwezig:
        yield found(_SUBJECT, kinds.X424.at(state.pad.name), state.pad)
        return
    if state.versie is None:
        yield found(_SUBJECT, kinds.X425.at(state.pad.name), state.pad)
        return
    if state.is_gelijk:
        yield good(_SUBJECT, f"versie {state.versie}, van deze installatie", state.pad)
    else:
        issue = kinds.X431.at(state.pad.name, daar=state.versie, hier=addin.versie)
        yield found(_SUBJECT, issue, state.pad)
    if state.geblokkeerd:
        yield found(_SUBJECT, kinds.X426.at(state.pad.name), state.pad)
    yield from _needs(places, state)


def _needs(places: Places, state: AddinState) -> Iterator[Check]:
    if state.interpreter_bestaat:
        yield good("Python van de knoppen", "gevonden", state.interpreter)
    else:
        why = "er is geen Python ingesteld" if state.interpreter is None else "die Python staat er niet meer"
        yield found("Python van de knoppen", kinds.X427.at(state.pad.name, waarom=why), state.interpreter)
    kind = kinds.X429 if places.systeem == WINDOWS else kinds.X430
    for name, present in state.onderdelen:
        yield good(name, "aanwezig") if present else found(name, kind.at(name, bestand=name))


def _existing(folder: Path) -> Path:
    return next(part for part in (folder, *folder.parents) if part.exists())
