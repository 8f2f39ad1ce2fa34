"""click in Dutch: help pages and messages about wrong use."""

from __future__ import annotations

import math
import re
from typing import Any

import click

_RANGE = re.compile(r"\s*\[\d+<=x<=\d+(?P<ook>; required)?\]")
# What an argument of a command is, and how one could be called.
_ARGUMENTS = {"BESTAND": ("bestand", "kwb-2024.xlsx"), "MAP": ("map", "buurtwijzer-regels")}


class Percentage(click.FloatRange):
    """A number from 0 to 100; ``nan`` is no number."""

    def __init__(self) -> None:
        super().__init__(0, 100)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read the number, or say which numbers are possible."""
        number: float = super().convert(value, param, ctx)
        if math.isnan(number):
            self.fail(f"{value} is geen getal", param, ctx)
        return number


class DutchCommand(click.Command):
    """A command whose help page is Dutch."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words; a mistake in them knows which command it is about."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under a Dutch heading."""
        write_options(self, ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give ``--help`` with a Dutch text."""
        return _dutch_help(super().get_help_option(ctx))


class DutchGroup(click.Group):
    """A group of commands whose help page is Dutch."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the usage line."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands under Dutch headings."""
        write_options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(100)) for name, command in self.commands.items()]
        with formatter.section("Opdrachten"):
            formatter.write_dl(rows)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give ``--help`` with a Dutch text."""
        return _dutch_help(super().get_help_option(ctx))


def write_usage(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write ``Gebruik: ...`` for a command."""
    pieces = [piece.replace("OPTIONS", "OPTIES") for piece in command.collect_usage_pieces(ctx)]
    pieces = [piece.replace("COMMAND [ARGS]...", "OPDRACHT ...") for piece in pieces]
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Gebruik: ")


def write_options(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options of a command."""
    options = [param for param in command.get_params(ctx) if isinstance(param, click.Option)]
    records = [record for param in options if (record := param.get_help_record(ctx)) is not None]
    rows = [(names, _dutch_note(text)) for names, text in records]
    if rows:
        with formatter.section("Opties"):
            formatter.write_dl(rows)


def _dutch_note(text: str) -> str:
    """Leave the range of a number out, which the message about a wrong one names, and say the rest in Dutch."""
    text = _RANGE.sub(lambda found: "  [required]" if found["ook"] else "", text)
    return text.replace("[required]", "[verplicht]")


def _dutch_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "Toon deze hulp."
    return option


def usage_message(error: click.UsageError) -> str:
    """Say in Dutch what is wrong with the way a command was used."""
    match error:
        case click.NoSuchOption():
            tip = f" Bedoelt u {error.possibilities[0]}?" if error.possibilities else ""
            return f"de optie {error.option_name} bestaat niet.{tip}"
        case click.MissingParameter():
            return _missing(error)
        case click.BadParameter():
            return f"{_parameter(error.param)}: {_bad_value(error)}"
        case click.BadOptionUsage():
            return f"de optie {error.option_name} heeft een waarde nodig{_choices(error)}."
        case _ if "unexpected extra argument" in error.message:
            return "er staan te veel argumenten: " + error.message.partition("(")[2].rstrip(")") + "."
        case _ if type(error).__name__ == "NoArgsIsHelpError":
            return f"noem een onderdeel{_subcommands(error)}."
        case _ if error.message.startswith("No such command"):
            return f"dat onderdeel bestaat niet; noem een onderdeel{_subcommands(error)}."
        case _:
            return error.message


def _choices(error: click.BadOptionUsage) -> str:
    """Name what an option can be, when that is a short list."""
    params = () if error.ctx is None else error.ctx.command.params
    found = next((param for param in params if error.option_name in param.opts), None)
    if found is None or not isinstance(found.type, click.Choice):
        return ""
    return f": kies uit {', '.join(map(str, found.type.choices))}"


def _missing(error: click.MissingParameter) -> str:
    """Say what was left out, and how to write it."""
    param, path = error.param, "" if error.ctx is None else error.ctx.command_path
    if isinstance(param, click.Option):
        return f"de optie {'/'.join(param.opts)} is nodig. {param.help or ''}".strip()
    word = _parameter(param)
    noun, example = _ARGUMENTS.get(word, ("waarde", word))
    return f"er is geen {noun} genoemd. Zet de naam achter de opdracht, bijvoorbeeld: {path} {example}."


def _subcommands(error: click.UsageError) -> str:
    command = None if error.ctx is None else error.ctx.command
    return f": {', '.join(command.commands)}" if isinstance(command, click.Group) else ""


def _parameter(param: click.Parameter | None) -> str:
    if isinstance(param, click.Option):
        return f"optie {'/'.join(param.opts)}"
    if param is not None and param.name:
        return f"{param.make_metavar(click.Context(click.Command('x'))).rstrip('.')}"
    return "een argument"


def _bad_value(error: click.BadParameter) -> str:
    kind: Any = error.param.type if error.param is not None else None
    match kind:
        case click.Choice():
            return f"kies uit {', '.join(map(str, kind.choices))}."
        case click.FloatRange() | click.IntRange():
            return f"geef een getal van {kind.min} tot en met {kind.max}."
        case click.DateTime():
            return "geef een datum als jjjj-mm-dd."
        case _:
            return error.message
