"""Draw the icons of the tab as PNG files of 16 and 32 pixels (in the package, or in the folder that is named).

Usage: ``python workbooks/maak_pictogrammen.py [MAP]``. Shapes in one colour that stands out on white, grey and black.
Nothing is told by colour alone. The same script gives the same bytes: the pixels are stored, not compressed.
"""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
SIZES = (16, 32)
_COLOUR = (0x2B, 0x7C, 0xD3)
_FINE = 16  # samples per pixel, in both directions
_FOLDER = Path(__file__).resolve().parent.parent / "excel_addin" / "buurtwijzer_excel" / "ribbon" / "pictogrammen"


class Canvas:
    """A square from 0 to 16 in both directions, y downwards, in which shapes are masks of samples."""

    def __init__(self, size: int) -> None:
        steps = (np.arange(size * _FINE) + 0.5) * 16.0 / (size * _FINE)
        self.x, self.y = np.meshgrid(steps, steps)

    def rect(self, left: float, top: float, right: float, bottom: float) -> Mask:
        """Give a rectangle."""
        inside: Mask = (self.x >= left) & (self.x < right) & (self.y >= top) & (self.y < bottom)
        return inside

    def disk(self, x: float, y: float, radius: float) -> Mask:
        """Give a filled circle."""
        inside: Mask = (self.x - x) ** 2 + (self.y - y) ** 2 < radius * radius
        return inside

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float) -> Mask:
        """Give a line with round ends."""
        dx, dy = end[0] - start[0], end[1] - start[1]
        along = ((self.x - start[0]) * dx + (self.y - start[1]) * dy) / (dx * dx + dy * dy)
        along = np.clip(along, 0.0, 1.0)
        apart = (self.x - start[0] - along * dx) ** 2 + (self.y - start[1] - along * dy) ** 2
        inside: Mask = apart < (width / 2) ** 2
        return inside

    def triangle(self, *corners: tuple[float, float]) -> Mask:
        """Give a filled triangle, corners clockwise on screen."""
        inside: Mask = np.ones_like(self.x, dtype=np.bool_)
        for (ax, ay), (bx, by) in zip(corners, (*corners[1:], corners[0]), strict=True):
            inside &= (bx - ax) * (self.y - ay) - (by - ay) * (self.x - ax) >= 0
        return inside


def analyseer_selectie(c: Canvas) -> Mask:
    """Rows of a table with bars beside them."""
    rows = c.rect(1, 2, 6, 4) | c.rect(1, 7, 6, 9) | c.rect(1, 12, 6, 14)
    return rows | c.rect(8, 1, 12, 5) | c.rect(8, 6, 15, 10) | c.rect(8, 11, 10, 15)


def leg_uit(c: Canvas) -> Mask:
    """A disk with the letter i left open."""
    return c.disk(8, 8, 7.5) & ~c.disk(8, 4, 1.3) & ~c.rect(7, 6.5, 9, 12.5)


def advies(c: Canvas) -> Mask:
    """A light bulb."""
    glass = c.disk(8, 6, 5.5) & ~c.disk(8, 6, 3.7)
    neck = c.rect(5.5, 10, 10.5, 12)
    return glass & ~c.rect(5.5, 10, 10.5, 16) | neck | c.rect(6, 13, 10, 15) | c.line((8, 5), (8, 10), 1.6)


def vergelijk_scenarios(c: Canvas) -> Mask:
    """Two columns beside each other on a line, one higher."""
    return c.rect(2, 6, 7, 13) | c.rect(9, 2, 14, 13) | c.rect(1, 13.8, 15, 15.2)


def waarde_per_euro(c: Canvas) -> Mask:
    """The sign of the euro."""
    bow = c.disk(9.5, 8, 6.8) & ~c.disk(9.5, 8, 4.4) & ~c.rect(13, 0, 16, 16)
    return bow | c.rect(0.8, 5.6, 10.5, 7.2) | c.rect(0.8, 8.8, 10.5, 10.4)


def beste_plan(c: Canvas) -> Mask:
    """A target with its middle."""
    return (c.disk(8, 8, 7.5) & ~c.disk(8, 8, 5.6)) | (c.disk(8, 8, 4.2) & ~c.disk(8, 8, 2.4)) | c.disk(8, 8, 1.2)


def ververs(c: Canvas) -> Mask:
    """A ring with an arrow head."""
    ring = c.disk(8, 8, 7) & ~c.disk(8, 8, 4.8) & ~c.rect(9, 0, 16, 8)
    return ring | c.triangle((8.5, 0.2), (14, 4), (8.5, 7.8))


def regels_controleren(c: Canvas) -> Mask:
    """A sheet with lines and a tick."""
    sheet = c.rect(1, 1, 11, 15) & ~c.rect(2.5, 2.5, 9.5, 13.5)
    lines = c.rect(4, 4, 8, 5.2) | c.rect(4, 7, 8, 8.2)
    around = c.line((7.5, 11), (10, 13.5), 4.4) | c.line((10, 13.5), (14.5, 7.5), 4.4)
    return (sheet | lines) & ~around | c.line((7.5, 11), (10, 13.5), 2.2) | c.line((10, 13.5), (14.5, 7.5), 2.2)


def opruimen(c: Canvas) -> Mask:
    """A bin."""
    lid = c.rect(1.5, 3, 14.5, 5) | c.rect(6, 1, 10, 3)
    inside = c.rect(5.5, 7.5, 6.7, 13) | c.rect(9.3, 7.5, 10.5, 13)
    return lid | c.rect(3, 6, 13, 15) & ~inside


def instellingen(c: Canvas) -> Mask:
    """Three sliders."""
    shape = np.zeros_like(c.x, dtype=np.bool_)
    for y, knob in ((3.0, 10.5), (8.0, 5.0), (13.0, 11.5)):
        shape |= c.rect(1, y - 0.8, 15, y + 0.8) & ~c.disk(knob, y, 3.0) | c.disk(knob, y, 2.2)
    return shape


ICONS: tuple[Callable[[Canvas], Mask], ...] = (
    analyseer_selectie,
    leg_uit,
    advies,
    vergelijk_scenarios,
    waarde_per_euro,
    beste_plan,
    ververs,
    regels_controleren,
    opruimen,
    instellingen,
)


def draw(shape: Callable[[Canvas], Mask], size: int) -> bytes:
    """Give a PNG: the colour everywhere, and how much of a pixel the shape fills as its opacity."""
    filled = shape(Canvas(size)).reshape(size, _FINE, size, _FINE).sum(axis=(1, 3))
    opacity = (filled * 255 + _FINE * _FINE // 2) // (_FINE * _FINE)
    lines = b"".join(
        b"\x00" + b"".join(bytes((*_COLOUR, int(alpha))) if alpha else bytes(4) for alpha in line) for line in opacity
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", _stored(lines)) + _chunk(b"IEND", b"")


def _stored(data: bytes) -> bytes:
    """Wrap bytes as a zlib stream without compressing: every version of zlib reads it, none has to write it alike."""
    head = struct.pack("<BHH", 1, len(data), len(data) ^ 0xFFFF)
    return b"\x78\x01" + head + data + struct.pack(">I", zlib.adler32(data))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def main(folder: Path) -> None:
    """Draw every icon in every size."""
    folder.mkdir(parents=True, exist_ok=True)
    for shape in ICONS:
        for size in SIZES:
            (folder / f"{shape.__name__}_{size}.png").write_bytes(draw(shape, size))
    print(f"Geschreven: {len(ICONS) * len(SIZES)} pictogrammen")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _FOLDER)
