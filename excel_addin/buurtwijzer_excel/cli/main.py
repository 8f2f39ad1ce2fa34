"""Entry point of ``buurtwijzer``: the list of commands and the top help, without loading anything heavy.

click, numpy and the engine are imported only when a command really runs, so that help and typing errors answer at once.
"""

from __future__ import annotations

import os
import sys

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("buurtwijzer_excel.cli.demo", "Doe de hele keten op de meegeleverde voorbeeldgemeente."),
    "score": ("buurtwijzer_excel.cli.score", "Geef scores, aandachtspunten en advies bij CBS- en RIVM-bestanden."),
    "explain": ("buurtwijzer_excel.cli.explain", "Leg één cijfer uit, tot op de cel en de regel."),
    "rules": ("buurtwijzer_excel.cli.rules", "Het regelboek: nakijken, aanpassen, bijwerken en lezen."),
    "data": ("buurtwijzer_excel.cli.data", "Gegevens: zeg wat een bestand is, of haal open data op."),
    "value": ("buurtwijzer_excel.cli.value", "Reken uit wat een plan per euro oplevert, voor wie en hoe zeker."),
    "scenario": ("buurtwijzer_excel.cli.scenario", "Zet plannen naast elkaar en naast niets doen."),
    "portfolio": ("buurtwijzer_excel.cli.portfolio", "Kies het beste plan binnen budgetten, met de bewezen grens."),
    "trend": ("buurtwijzer_excel.cli.trend", "Zeg wat u kunt verwachten, met een marge die is getoetst."),
    "effect": ("buurtwijzer_excel.cli.effect", "Leg een nulmeting vast, en meet later of een aanpak werkte."),
    "backtest": (
        "buurtwijzer_excel.cli.backtest",
        "Kijk hoe goed de scores kloppen met cijfers die er niet in zitten.",
    ),
    "spiegeling": (
        "buurtwijzer_excel.cli.spiegeling",
        "Maak formulier en leidraad voor een gesprek met bewoners en professionals.",
    ),
    "proxy": ("buurtwijzer_excel.cli.proxy", "Toets of uitkomsten samenhangen met wat geen invoer mag zijn."),
    "addin": ("buurtwijzer_excel.cli.addin", "De invoegtoepassing voor Excel: neerzetten, weghalen, bekijken."),
    "excel": ("buurtwijzer_excel.cli.excel", "De knoppen zonder macro: in het Excel of Calc dat open is."),
    "doctor": ("buurtwijzer_excel.cli.doctor", "Kijk na wat er ontbreekt of geblokkeerd is, en wat te doen."),
}
"""Name of each command with the module that holds it and its one-line help."""

EXIT_USAGE = 2


def main() -> None:
    """Run the command line and leave with its exit code (0 done, 1 input, 2 wrong use, 3 internal)."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in ("--help", "-h", "help"):
        _say(top_help())
        sys.exit(0 if arguments else EXIT_USAGE)
    if arguments[0] in ("--version", "--versie"):
        from importlib.metadata import version

        _say(f"buurtwijzer {version('buurtwijzer')}")
        sys.exit(0)
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        sys.stderr.write(_unknown(name))
        sys.exit(EXIT_USAGE)
    from buurtwijzer_excel.cli.run import run_command

    sys.exit(run_command(name, COMMANDS[name][0], rest))


def top_help() -> str:
    """Give the text of ``buurtwijzer --help``."""
    width = max(map(len, COMMANDS))
    lines = "\n".join(f"  {name:<{width}}  {text}" for name, (_, text) in COMMANDS.items())
    return (
        "Gebruik: buurtwijzer OPDRACHT [OPTIES]\n\n"
        "Van buurtcijfers naar scores, krachten, aandachtspunten en advies, uitlegbaar tot op de cel.\n"
        "Gebiedsgemiddelden: niet voor besluiten over personen, toewijzing of handhaving.\n\n"
        f"Opdrachten:\n{lines}\n\n"
        "Opties:\n  --help     Toon deze hulp; 'buurtwijzer OPDRACHT --help' voor een opdracht.\n"
        "  --version  Toon de versie."
    )


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, COMMANDS, n=1)
    tip = f" Bedoelt u '{close[0]}'?" if close else ""
    return f"buurtwijzer: de opdracht '{name}' bestaat niet.{tip} Zie buurtwijzer --help.\n"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


if __name__ == "__main__":
    main()
