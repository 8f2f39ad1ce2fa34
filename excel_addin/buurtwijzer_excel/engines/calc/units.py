"""Sizes and colours: LibreOffice counts in hundredths of a millimetre and RGB, Excel in points, characters and BGR.

Source: a column of n characters is 7n + 5 pixels wide in Calibri 11, Excel's own (ECMA-376, 18.3.1.13); 96 pixels and
72 points to the inch. LibreOffice keeps twentieths of a point, so a rounded size is exactly the one that was set.
"""

from __future__ import annotations

from collections.abc import Sequence

_HUNDREDTHS_PER_POINT = 2540 / 72
_TWIPS_PER_POINT = 20
_POINTS_PER_PIXEL = 72 / 96
_PIXELS_PER_CHARACTER, _PIXELS_BESIDE = 7, 5
NO_COLOR = -1
Rgb = tuple[int, int, int]


def to_points(hundredths: float) -> float:
    """Give points, rounded to the twentieths that LibreOffice keeps."""
    return round(hundredths / _HUNDREDTHS_PER_POINT * _TWIPS_PER_POINT) / _TWIPS_PER_POINT


def from_points(points: float) -> int:
    """Give hundredths of a millimetre."""
    return round(points * _HUNDREDTHS_PER_POINT)


def to_characters(hundredths: float) -> float:
    """Give the width of a column in characters; narrower than one counts in proportion, as in Excel."""
    pixels = to_points(hundredths) / _POINTS_PER_PIXEL
    one = _PIXELS_PER_CHARACTER + _PIXELS_BESIDE
    return round(pixels / one if pixels < one else (pixels - _PIXELS_BESIDE) / _PIXELS_PER_CHARACTER, 2)


def from_characters(characters: float) -> int:
    """Give the width of a column in hundredths of a millimetre."""
    one = _PIXELS_PER_CHARACTER + _PIXELS_BESIDE
    pixels = characters * one if characters < 1 else characters * _PIXELS_PER_CHARACTER + _PIXELS_BESIDE
    return from_points(pixels * _POINTS_PER_PIXEL)


def to_rgb(color: int) -> Rgb:
    """Split a colour of LibreOffice."""
    return color >> 16 & 255, color >> 8 & 255, color & 255


def from_color(color: Sequence[int] | str | int | None) -> int:
    """Give the colour for LibreOffice of what xlwings takes: parts, ``#rrggbb``, a number of Excel, or None."""
    if color is None:
        return NO_COLOR
    if isinstance(color, str):
        return int(color.removeprefix("#"), 16)
    red, green, blue = (color & 255, color >> 8 & 255, color >> 16 & 255) if isinstance(color, int) else color
    return red << 16 | green << 8 | blue
