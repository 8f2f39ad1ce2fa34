"""Proposed weights: written as YAML beside the rules, read back as strictly as the rules, and taken over by a person.

Nothing is taken over when the rules are no longer those the proposal was made with.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from buurtwijzer.core.dutch import format_number
from buurtwijzer.core.errors import InputError, RulebookError
from buurtwijzer.core.issues import Issue, has_errors
from buurtwijzer.core.places import FilePlace
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook import issue_kinds
from buurtwijzer.rulebook import weights_issue_kinds as kinds
from buurtwijzer.rulebook.loader import check_rulebook
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.plain_yaml import Part, yaml_block
from buurtwijzer.rulebook.schema.gewichten import Cijfergewicht, Gewichtenvoorstel
from buurtwijzer.rulebook.strict_yaml import parse_yaml
from buurtwijzer.rulebook.type_errors import type_issues
from buurtwijzer.rulebook.yaml_edit import CannotEditError, Document, Edit, insert_entry

_FOLDERS = {"leefgebieden": ("onderdelen",), "krachten": ("onderdelen",), "risicos": ("druk", "buffers")}
_HEAD = """\
# Voorstel voor gewichten, geleerd uit cijfers. Het telt nergens mee tot een deskundige het overneemt:
#   buurtwijzer rules gewichten --neem-over DIT-BESTAND --regels MAP --eigenaar FUNCTIE
# Wijzig dit bestand niet; maak het opnieuw als regels of cijfers veranderen.
"""
_WHY = "Voorgesteld uit cijfers ({id}); schrijf hier waarom het in deze score hoort."
_SAME = 1e-6


def proposal_text(voorstel: Gewichtenvoorstel) -> str:
    """Give a proposal as YAML."""
    data = voorstel.model_dump(mode="python", exclude_none=True)
    return _HEAD + "\n".join([*yaml_block(data), ""])


def read_proposal(raw: bytes, naam: str) -> Gewichtenvoorstel:
    """Read a proposal.

    Args:
        raw: Bytes of the file.
        naam: Its name for messages.

    Raises:
        InputError: With every mistake in it.
    """
    source = parse_yaml(raw, naam)
    if source.issues:
        raise InputError(source.issues)
    try:
        return Gewichtenvoorstel.model_validate(source.data)
    except ValidationError as error:
        raise InputError(tuple(type_issues(error, Gewichtenvoorstel, source, naam))) from None


def accepted_files(
    voorstel: Gewichtenvoorstel, raw: bytes, naam: str, rulebook: Rulebook, root: Path, eigenaar: str
) -> dict[str, bytes]:
    """Give the files that turn a proposal into rules.

    Args:
        voorstel: What `read_proposal` gave.
        raw: The bytes it was read from; their hash stands in the source.
        naam: Name of that file.
        rulebook: The rules of the folder, or the shipped ones for a new folder.
        root: Folder with own rules; it need not be there yet.
        eigenaar: Function that accepts it, never the name of a person.

    Returns:
        Content by relative name: every outcome that changes, and the source that names the proposal.

    Raises:
        RulebookError: The rules have changed since, it is not better, or does not fit; all at once.
    """
    issues = list(_refusals(voorstel, naam, rulebook))
    files = {f"bronnen/{voorstel.id}.yaml": _source(voorstel, raw, naam)}
    homes = dict.fromkeys([one.leefgebied for one in voorstel.leefgebieden])
    homes |= dict.fromkeys(one.uitkomst for one in voorstel.gewichten)
    for home in homes if not issues else ():
        found = _rule(home, root, rulebook)
        if found is None:
            issues.append(kinds.PAST_NIET.at(FilePlace(naam), wat=home, staat="deze uitkomst niet"))
            continue
        name, document = found
        rule = _Rule(name, document, voorstel, eigenaar)
        files[name] = rule.changed(home)
        issues += rule.issues
    if issues:
        raise RulebookError(issues)
    return files


def check_accepted(files: Mapping[str, bytes], root: Path) -> None:
    """Check the rules as they would be, before anything is written.

    Args:
        files: Content by relative name, put over what the folder has.
        root: Folder with own rules; it need not be there yet.

    Raises:
        RulebookError: The rules would have mistakes.
    """
    with tempfile.TemporaryDirectory() as trial:
        folder = Path(trial) / "regels"
        if root.is_dir():
            shutil.copytree(root, folder)
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        issues = check_rulebook(folder)[1]
    if has_errors(issues):
        raise RulebookError(issues)


def _refusals(voorstel: Gewichtenvoorstel, naam: str, rulebook: Rulebook) -> Iterator[Issue]:
    if voorstel.regelboek_sha256 != rulebook.sha256:
        old, new = voorstel.regelboek_sha256[:8], rulebook.sha256[:8]
        yield kinds.ANDERE_REGELS.at(FilePlace(naam), oud=old, nieuw=new)
    if voorstel.advies != "over_te_nemen":
        yield kinds.NIET_BETER.at(FilePlace(naam), advies=voorstel.advies)


def _rule(home: str, root: Path, rulebook: Rulebook) -> tuple[str, Document] | None:
    """Give name and text of the file of an outcome: the organisation's own, else the shipped one."""
    folder = next((folder for folder in _FOLDERS if home in getattr(rulebook, folder)), None)
    if folder is None:
        return None
    name = f"{folder}/{home}.yaml"
    path = root / name if (root / name).is_file() else shipped("rules") / name
    document = Document.read(path.read_bytes(), name)
    return None if document is None else (name, document)


class _Rule:
    """One file of rules that gets other weights."""

    def __init__(self, name: str, document: Document, voorstel: Gewichtenvoorstel, eigenaar: str) -> None:
        self.name, self.document, self.voorstel, self.eigenaar = name, document, voorstel, eigenaar
        self.keys = _FOLDERS[name.partition("/")[0]]
        self.issues: list[Issue] = []

    def changed(self, home: str) -> bytes:
        """Give the bytes with the proposed weights, the new owner, and the proposal as a source."""
        edits = [self._value(("status",), "aanname"), self._value(("eigenaar",), _quoted(self.eigenaar))]
        data = self.document.data()
        for one in self.voorstel.leefgebieden:
            if one.leefgebied == home:
                self._expect(home, data.get("gewicht_totaalbeeld"), one.deskundigen)
                edits.append(self._value(("gewicht_totaalbeeld",), _number(one.voorstel)))
        edits += [edit for one in self.voorstel.gewichten if one.uitkomst == home for edit in self._weight(one, data)]
        if self.voorstel.id not in data["bron"]:
            edits.append(self._added("bron", f"bron:\n  - {self.voorstel.id}\n"))
        if self.issues:
            return b""
        try:
            return self.document.with_edits(edits)
        except CannotEditError:
            self.issues.append(kinds.PAST_NIET.at(FilePlace(self.name), wat=home, staat="tekst die in de weg staat"))
            return b""

    def _weight(self, one: Cijfergewicht, data: Mapping[str, Any]) -> Iterator[Edit]:
        places = [
            ((key, str(number)), part)
            for key in self.keys
            for number, part in enumerate(data.get(key, []))
            if part["indicator"] == one.indicator
        ]
        if one.nieuw and not places:
            yield self._added(self.keys[0], _entry(self.keys[0], one, self.voorstel.id))
            return
        self._expect(one.indicator, sum(part["gewicht_frac"] for _, part in places), one.deskundigen_frac)
        for path, _ in places:
            yield self._value((*path, "gewicht_frac"), _number(one.voorstel_frac))

    def _expect(self, wat: str, found: float | None, old: float) -> None:
        if found is None or abs(found - old) > _SAME:
            shown = "geen gewicht" if found is None else format_number(found)
            self.issues.append(kinds.PAST_NIET.at(FilePlace(self.name), wat=wat, staat=shown))

    def _value(self, path: tuple[str, ...], text: str) -> Edit:
        span = self.document.spans.get(path)
        if span is None:
            self.issues.append(kinds.PAST_NIET.at(FilePlace(self.name), wat=".".join(path), staat="het niet"))
            return Edit(0, 0, "")
        return Edit(span.waarde, span.eind, text)

    def _added(self, key: str, text: str) -> Edit:
        fresh = Document.read(text.encode(), self.name)
        if fresh is None:
            raise RulebookError([issue_kinds.NIET_LEESBAAR.at(FilePlace(self.name))])
        last = (key, str(len(self.document.data()[key]) - 1))
        return insert_entry(self.document, last, fresh, (key, "0"), after=True)


def _entry(key: str, one: Cijfergewicht, id_: str) -> str:
    lines = [f"{key}:", f"  - indicator: {one.indicator}", f"    gewicht_frac: {_number(one.voorstel_frac)}"]
    if one.hoger_is_meer is not None:
        lines.append(f"    hoger_is_meer: {str(one.hoger_is_meer).lower()}")
    return "\n".join([*lines, "    waarom: >-", f"      {_WHY.format(id=id_)}", ""])


def _source(voorstel: Gewichtenvoorstel, raw: bytes, naam: str) -> bytes:
    trial = voorstel.proef
    numbers = (trial.winst, trial.winst_laag, trial.winst_hoog)
    gain, low, high = (format_number(value, 3) for value in numbers)
    areas, towns = format_number(trial.gebieden_n, 0), format_number(trial.gemeenten_n, 0)
    text = (
        f"Gewichten van {voorstel.uitkomst}, geleerd uit '{voorstel.tegen}' ({areas} gebieden in {towns} gemeenten) en "
        f"naar die van de deskundigen getrokken. Winst in rangcorrelatie in gemeenten waarvan niet is geleerd: {gain} "
        f"(van {low} tot {high}). Zelflerend: ja. Een signaal, geen waarheid: wie leert van een cijfer dat zelf "
        "geschat is, leert dat model."
    )
    data: dict[str, Part] = {
        "id": voorstel.id,
        "titel": f"Voorstel voor gewichten van {voorstel.uitkomst} tegen {voorstel.tegen}",
        "uitgever": voorstel.regelboek,
        "jaar": trial.jaar,
        "soort": "eigen",
        "vindplaats": f"{naam}, sha256 {sha256(raw).hexdigest()}",
        "licentie": "van uw organisatie",
        "merk": "afgeleid",
        "zelflerend": True,
        "geleerd_van": voorstel.tegen,
        "toelichting": text,
    }
    return "\n".join([*yaml_block(data), ""]).encode()


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")
