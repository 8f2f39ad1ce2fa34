"""The bridge to LibreOffice: finding it, connecting over it, and the few forms of UNO that Python has no word for."""

from __future__ import annotations

import builtins
import importlib
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

from buurtwijzer.core.errors import BuurtwijzerError
from buurtwijzer_excel.engines.calc.issue_kinds import X451

PROGRAM = "LibreOffice Calc"
_DEBIAN = "/usr/lib/python3/dist-packages"
_STAR = "com.sun.star."


class OfficeError(BuurtwijzerError):
    """LibreOffice is not there, does not start or does not answer."""


@cache
def load_uno() -> Any:
    """Load the bridge, from where Debian keeps it when our Python does not know it.

    Python is left as it was: the bridge adds a folder of its own to where Python looks, and replaces its ``__import__``
    for a form of import that is not used here; Debian's folder holds packages that are no part of our environment.

    Raises:
        OfficeError: It is not installed.
    """
    own_import, own_path = builtins.__import__, list(sys.path)
    try:
        return importlib.import_module("uno")
    except ImportError:
        sys.path.append(_DEBIAN)
        try:
            return importlib.import_module("uno")
        except ImportError as error:
            raise OfficeError([X451.at(PROGRAM)]) from error
    finally:
        builtins.__import__ = own_import
        sys.path[:] = own_path


@dataclass(frozen=True, slots=True, eq=False)
class Bridge:
    """A connection.

    Attributes:
        context: The component context on the other side.
        desktop: The desktop on the other side, which holds the open documents.
    """

    context: Any
    desktop: Any

    def service(self, name: str, *arguments: Any) -> Any:
        """Make a service on the other side, e.g. ``awt.Toolkit``."""
        factory = self.context.getServiceManager()
        if arguments:
            return factory.createInstanceWithArgumentsAndContext(_STAR + name, arguments, self.context)
        return factory.createInstanceWithContext(_STAR + name, self.context)

    def setting(self, node: str, name: str) -> str:
        """Read a setting of the program, e.g. its version."""
        provider = self.service("configuration.ConfigurationProvider")
        access = provider.createInstanceWithArguments(
            f"{_STAR}configuration.ConfigurationAccess", properties(nodepath=node)
        )
        return str(access.getByName(name))


def connect(channel: str) -> Bridge | None:
    """Connect to a LibreOffice that listens; None when nothing does.

    Args:
        channel: ``pipe,name=...`` or ``socket,host=...,port=...``.
    """
    uno = load_uno()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(f"{_STAR}bridge.UnoUrlResolver", local)
    try:
        context = resolver.resolve(f"uno:{channel};urp;StarOffice.ComponentContext")
        desktop = context.ServiceManager.createInstanceWithContext(f"{_STAR}frame.Desktop", context)
    except Exception as error:
        if type(error).__name__.endswith(("NoConnectException", "DisposedException")):
            return None
        raise
    return None if desktop is None else Bridge(context, desktop)


def is_gone(error: Exception) -> bool:
    """Tell whether an error says that the other side has ended."""
    return type(error).__name__.endswith("DisposedException")


def struct(name: str, **values: Any) -> Any:
    """Make a struct of UNO, e.g. ``struct("awt.Point", X=1, Y=2)``."""
    made = load_uno().createUnoStruct(_STAR + name)
    for key, value in values.items():
        setattr(made, key, value)
    return made


def enum(name: str, value: str) -> Any:
    """Give a value of an enum of UNO, e.g. ``enum("sheet.CellInsertMode", "DOWN")``."""
    return load_uno().Enum(_STAR + name, value)


def properties(**values: Any) -> tuple[Any, ...]:
    """Give named values as UNO wants them."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def to_url(path: str) -> str:
    """Give the URL of a file."""
    return str(load_uno().systemPathToFileUrl(path))


def to_path(url: str) -> str:
    """Give the file of a URL; of another kind of URL the URL itself."""
    return str(load_uno().fileUrlToSystemPath(url)) if url.startswith("file:") else url
