"""Shapes, pictures and charts on a sheet: all of them stand on its drawing page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from xlwings import base_classes

from buurtwijzer_excel.engines.calc.bridge import properties, struct, to_url
from buurtwijzer_excel.engines.calc.fonts import Characters, Font
from buurtwijzer_excel.engines.calc.units import from_points, to_points

if TYPE_CHECKING:
    from buurtwijzer_excel.engines.calc.sheets import Sheet

_CHART = "12DCAE26-281F-416F-a234-c3086127382e".casefold()
_TYPES = {
    "com.sun.star.drawing.GraphicObjectShape": "picture",
    "com.sun.star.drawing.TextShape": "text_box",
    "com.sun.star.drawing.LineShape": "line",
    "com.sun.star.drawing.GroupShape": "group",
    "com.sun.star.drawing.ControlShape": "form_control",
}
_NOTE = "com.sun.star.drawing.CaptionShape"
_UNKNOWN = -1


class Shape(base_classes.Shape):
    """Something on the drawing page."""

    def __init__(self, sheet: Sheet, xl: Any) -> None:
        self.sheet = sheet
        self.xl = xl

    @property
    def api(self) -> Any:
        return self.xl

    @property
    def parent(self) -> Sheet:
        return self.sheet

    @property
    def name(self) -> str:
        return str(self.xl.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.xl.Name = value

    @property
    def type(self) -> str:
        return "chart" if is_chart(self.xl) else _TYPES.get(self.xl.getShapeType(), "auto_shape")

    @property
    def index(self) -> int:
        return next(number for number, shape in enumerate(shapes_on(self.sheet), start=1) if shape == self.xl)

    @property
    def left(self) -> float:
        return to_points(self.xl.getPosition().X)

    @left.setter
    def left(self, value: float) -> None:
        self._move(from_points(value), self.xl.getPosition().Y)

    @property
    def top(self) -> float:
        return to_points(self.xl.getPosition().Y)

    @top.setter
    def top(self, value: float) -> None:
        self._move(self.xl.getPosition().X, from_points(value))

    @property
    def width(self) -> float:
        return to_points(self.xl.getSize().Width)

    @width.setter
    def width(self, value: float) -> None:
        self.set_size(from_points(value), self.xl.getSize().Height)

    @property
    def height(self) -> float:
        return to_points(self.xl.getSize().Height)

    @height.setter
    def height(self, value: float) -> None:
        self.set_size(self.xl.getSize().Width, from_points(value))

    def _move(self, left: int, top: int) -> None:
        self.xl.setPosition(struct("awt.Point", X=left, Y=top))

    def set_size(self, width: int, height: int) -> None:
        """Set both sizes at once, in hundredths of a millimetre."""
        self.xl.setSize(struct("awt.Size", Width=width, Height=height))

    def delete(self) -> None:
        self.sheet.xl.getDrawPage().remove(self.xl)

    def activate(self) -> None:
        self.sheet.show()
        self.sheet.book.controller.select(self.xl)

    def scale_width(self, factor: float, relative_to_original_size: bool, scale: str) -> None:
        self._scale(factor)

    def scale_height(self, factor: float, relative_to_original_size: bool, scale: str) -> None:
        self._scale(factor)

    def _scale(self, factor: float) -> None:
        """Make it larger in both directions: its form is locked, as that of a picture is in Excel."""
        size = self.xl.getSize()
        self.set_size(round(size.Width * factor), round(size.Height * factor))

    @property
    def text(self) -> str | None:
        return str(self.xl.getString()) or None

    @text.setter
    def text(self, value: str) -> None:
        self.xl.setString(value)

    @property
    def font(self) -> Font:
        return self.characters.font

    @property
    def characters(self) -> Characters:
        return Characters(self, self.xl)


ShapeT = TypeVar("ShapeT", bound=Shape)


class ShapeCollection(base_classes.Collection, Generic[ShapeT]):
    """Shapes of one kind, by name or by number from 1."""

    make: Callable[[Sheet, Any], ShapeT]

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def api(self) -> Any:
        return self.sheet.xl.getDrawPage()

    @property
    def parent(self) -> Sheet:
        return self.sheet

    def _holds(self, _shape: Any) -> bool:
        return True

    def __iter__(self) -> Iterator[ShapeT]:
        return (type(self).make(self.sheet, shape) for shape in shapes_on(self.sheet) if self._holds(shape))

    def __call__(self, key: str | int) -> ShapeT:
        shapes = list(self)
        if isinstance(key, int):
            return shapes[key - 1]
        for shape in shapes:
            if shape.name == key:
                return shape
        raise KeyError(key)

    def __len__(self) -> int:
        return len(list(iter(self)))

    def __contains__(self, key: str) -> bool:
        return any(shape.name == key for shape in self)

    def free_name(self, word: str) -> str:
        """Give a name that no shape has yet."""
        taken = {str(shape.Name) for shape in shapes_on(self.sheet)}
        return next(name for name in (f"{word} {number}" for number in range(1, len(taken) + 2)) if name not in taken)


class Shapes(ShapeCollection[Shape]):
    """Everything on the drawing page but notes."""

    make = Shape


class Picture(Shape):
    """A picture."""

    lock_aspect_ratio = True

    def update(self, filename: str) -> Picture:
        """Show another file in its place."""
        self.xl.Graphic = read_graphic(self.sheet, filename)
        return self


class Pictures(ShapeCollection[Picture]):
    """The pictures of a sheet."""

    make = Picture

    def _holds(self, shape: Any) -> bool:
        return _TYPES.get(shape.getShapeType()) == "picture"

    def add(
        self,
        filename: str,
        link_to_file: bool,
        save_with_document: bool,
        left: float | None,
        top: float | None,
        width: float,
        height: float,
        anchor: Any = None,
    ) -> Picture:
        graphic = read_graphic(self.sheet, filename)
        shape = self.sheet.book.xl.createInstance("com.sun.star.drawing.GraphicObjectShape")
        name = self.free_name("Picture")
        self.api.add(shape)
        shape.Graphic = graphic
        shape.Name = name
        made = Picture(self.sheet, shape)
        own = graphic.Size100thMM
        made.set_size(*(own.Width, own.Height) if width == _UNKNOWN else (from_points(width), from_points(height)))
        made.left, made.top = (anchor.left, anchor.top) if anchor else (left or 0.0, top or 0.0)
        return made


def shapes_on(sheet: Sheet) -> list[Any]:
    """Give what stands on the drawing page of a sheet, without the notes."""
    page = sheet.xl.getDrawPage()
    shapes = (page.getByIndex(number) for number in range(page.getCount()))
    return [shape for shape in shapes if shape.getShapeType() != _NOTE]


def is_chart(shape: Any) -> bool:
    """Tell whether a shape is a chart."""
    return bool(shape.supportsService("com.sun.star.drawing.OLE2Shape") and shape.CLSID.casefold() == _CHART)


def read_graphic(sheet: Sheet, filename: str) -> Any:
    """Read a picture from a file."""
    provider = sheet.book.app.bridge.service("graphic.GraphicProvider")
    graphic = provider.queryGraphic(properties(URL=to_url(str(filename))))
    if graphic is None:
        raise OSError(f"geen plaatje: {filename}")
    return graphic
