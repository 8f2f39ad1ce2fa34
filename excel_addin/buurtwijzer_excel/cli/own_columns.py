"""``--kolommen``: what the columns of files of the user's own mean, for every command that reads files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.own_columns import OwnColumns, read_own_columns

_KEY = "buurtwijzer.kolommen"
_Command = TypeVar("_Command", bound=Callable[..., Any])


def columns_option(command: _Command) -> _Command:
    """Give a command the option; what was asked is kept with the call, for `columns_asked`."""
    option = click.option(
        "--kolommen",
        type=click.Path(path_type=Path),
        multiple=True,
        metavar="MAP.yaml",
        expose_value=False,
        callback=_keep,
        help="Kolomtabel: wat de kolommen van een eigen bestand zijn (docs/kolommen.md). Meer keer mag.",
    )
    return option(command)


def column_files() -> tuple[Path, ...]:
    """Give the files that were named."""
    context = click.get_current_context(silent=True)
    found: tuple[Path, ...] = () if context is None else context.meta.get(_KEY, ())
    return found


def columns_asked(rulebook: Rulebook) -> tuple[OwnColumns, ...]:
    """Read the files that were named.

    Raises:
        InputError: With every mistake in them.
    """
    found: list[OwnColumns] = []
    mistakes: list[Issue] = []
    for path in column_files():
        try:
            found.append(read_own_columns(path, rulebook))
        except InputError as error:
            mistakes += error.issues
    if mistakes:
        raise InputError(mistakes)
    return tuple(found)


def _keep(ctx: click.Context, _param: click.Parameter, value: tuple[Path, ...]) -> None:
    ctx.meta[_KEY] = value
