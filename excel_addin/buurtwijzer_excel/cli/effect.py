"""``buurtwijzer effect``: freeze a baseline before the start, and measure afterwards."""

from __future__ import annotations

import click

from buurtwijzer_excel.cli.dutch_click import DutchGroup
from buurtwijzer_excel.cli.effect_meting import meting
from buurtwijzer_excel.cli.effect_nulmeting import nulmeting


@click.group(cls=DutchGroup)
def command() -> None:
    """Leg vooraf een nulmeting vast en meet achteraf of een aanpak werkte."""


command.add_command(nulmeting)
command.add_command(meting)
