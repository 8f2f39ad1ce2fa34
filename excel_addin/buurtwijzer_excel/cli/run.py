"""Run one command and turn every outcome into a Dutch message and an exit code; never a traceback on screen."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from buurtwijzer.core.errors import BuurtwijzerError
from buurtwijzer.core.issues import Severity
from buurtwijzer_excel.cli.dutch_click import usage_message
from buurtwijzer_excel.cli.log import log_crash, log_issues, log_path

EXIT_DONE, EXIT_INPUT, EXIT_USAGE, EXIT_INTERNAL, EXIT_INTERRUPTED = 0, 1, 2, 3, 130


def run_command(name: str, module: str, arguments: list[str]) -> int:
    """Run a command.

    Args:
        name: Name of the command, for messages.
        module: Module that holds it as ``command``.
        arguments: The words after the name.

    Returns:
        Exit code: 0 done, 1 the input or the rules are wrong, 2 wrong use, 3 internal, 130 interrupted.
    """
    _use_utf8()
    try:
        command: click.Command = import_module(module).command
        # Outside standalone mode click gives the code of ctx.exit() back instead of raising.
        code = command.main(args=arguments, prog_name=f"buurtwijzer {name}", standalone_mode=False)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else f"buurtwijzer {name}"
        _complain(f"{where}: {usage_message(error)} Zie {where} --help.")
        return EXIT_USAGE
    except BuurtwijzerError as error:
        log_issues(error.issues)
        for issue in error.issues:
            if issue.severity is not Severity.MELDING:
                _complain(f"{'Let op: ' if issue.severity is Severity.WAARSCHUWING else ''}{issue}")
        return EXIT_INPUT
    except (click.Abort, KeyboardInterrupt):
        _complain("Afgebroken. Er is niets geschreven.")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        sys.stdout = None  # the reader of the pipe left: nothing more to say
        return EXIT_DONE
    except Exception as error:  # noqa: BLE001  # the last line of defence: told in Dutch, kept in the log
        log_crash(name, error)
        _complain(
            f"buurtwijzer {name}: [X900] Er ging iets mis in Buurtwijzer zelf ({type(error).__name__}). "
            f"Er is niets overschreven. Meld dit met het logboek: {log_path()}"
        )
        return EXIT_INTERNAL
    return code if isinstance(code, int) else EXIT_DONE


def _use_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _complain(text: str) -> None:
    sys.stderr.write(text + "\n")
