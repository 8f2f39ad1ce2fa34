"""Progress of long work on the terminal; nothing when the output is piped."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from buurtwijzer.pipeline import Progress

_STEPS = 100


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar on standard error while work goes on.

    Yields:
        A function that takes the Dutch name of the step and the share done (0-1).
    """
    if not sys.stderr.isatty():
        yield lambda _step, _done: None
        return
    with click.progressbar(length=_STEPS, file=sys.stderr, show_eta=False) as bar:

        def tell(step: str, done: float) -> None:
            bar.label = step
            bar.update(max(0, int(done * _STEPS) - bar.pos))
            bar.render_progress()

        yield tell
