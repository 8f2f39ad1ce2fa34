"""What stands on the buttons, read from the ribbon XML: so that the tab, the window and the start workbook agree."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"


@dataclass(frozen=True, slots=True)
class Button:
    """A button.

    Attributes:
        opdracht: Id of its command.
        naam: What stands on it.
        uitleg: Its screentip, a few sentences.
        groep: Name of its group.
        toets: Letter that chooses it.
        pictogram: Its icon of 32 pixels, a PNG.
    """

    opdracht: str
    naam: str
    uitleg: str
    groep: str
    toets: str
    pictogram: Path


@cache
def buttons() -> tuple[Button, ...]:
    """Give the buttons in the order of the tab."""
    root = ET.parse(_FOLDER / "customUI14.xml").getroot()  # noqa: S314 - our own file
    return tuple(
        _button(group.attrib["label"], button.attrib)
        for group in root.iter(f"{_NAMESPACE}group")
        for button in group.iter(f"{_NAMESPACE}button")
    )


def _button(groep: str, attributes: dict[str, str]) -> Button:
    opdracht = attributes["image"].rpartition("_")[0]
    return Button(
        opdracht,
        attributes["label"],
        attributes["supertip"],
        groep,
        attributes["keytip"],
        _FOLDER / "pictogrammen" / f"{opdracht}_32.png",
    )
