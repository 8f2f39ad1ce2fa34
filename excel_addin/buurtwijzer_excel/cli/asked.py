"""What a user asks for by name: an outcome or an area, as it stands on the screen or by its id or code."""

from __future__ import annotations

from collections import defaultdict
from difflib import get_close_matches

import click

from buurtwijzer.core.codes import normalise_code, own_code
from buurtwijzer.core.dutch import join_words
from buurtwijzer.data.table import BuurtTable
from buurtwijzer.reporting.written import MARK
from buurtwijzer.rulebook.model import Rulebook

_SHOWN = 5


def asked_outcome(asked: str, rulebook: Rulebook) -> str:
    """Give the id of an outcome that is named by its id, its name, or the header of its column.

    Raises:
        click.UsageError: There is none, or the name belongs to more than one.
    """
    kinds = (("leefgebied", rulebook.leefgebieden), ("kracht", rulebook.krachten), ("risico", rulebook.risicos))
    by_name: dict[str, set[str]] = defaultdict(set)
    for kind, rules in kinds:
        for id_, rule in rules.items():
            for name in (id_, rule.naam, f"{kind} {rule.naam}"):
                by_name[name.casefold()].add(id_)
    wanted = " ".join(asked.split()).casefold().removeprefix(f"{MARK.casefold()} ")
    ids = {id_ for _, rules in kinds for id_ in rules}
    found = {asked} if asked in ids else by_name.get(wanted, set())
    if not found:
        close = get_close_matches(wanted, by_name, n=1)
        tip = f" Bedoelt u {min(by_name[close[0]])}?" if close else ""
        raise click.UsageError(f"uitkomst '{asked}' staat niet in het regelboek.{tip}")
    if len(found) > 1:
        raise click.UsageError(f"'{asked}' hoort bij meer uitkomsten; kies {join_words(sorted(found), 'of')}.")
    return found.pop()


def asked_area(asked: str, table: BuurtTable) -> str:
    """Give the code of an area that is named by its code or its name.

    Raises:
        click.UsageError: No area has the name, or more than one has.
    """
    own = own_code(asked)
    code = own if own is not None and own in table.code else normalise_code(asked)
    if code is not None:
        return code
    wanted = " ".join(asked.split()).casefold()
    found = [row for row, name in enumerate(table.naam) if name.casefold() == wanted]
    if not found:
        known = {name.casefold(): name for name in table.naam}
        close = get_close_matches(wanted, known, n=1)
        tip = f" Bedoelt u '{known[close[0]]}'?" if close else ""
        raise click.UsageError(
            f"'{asked}' is geen gebied in deze bestanden.{tip} Geef een naam of een code, bijvoorbeeld BU03440111."
        )
    if len(found) > 1:
        shown = [f"{table.code[row]} ({table.niveau[row].value}, {table.gemeente[row]})" for row in found[:_SHOWN]]
        rest = f", en nog {len(found) - _SHOWN}" if len(found) > _SHOWN else ""
        choice = f"{', '.join(shown)}{rest}" if rest else join_words(shown, "of")
        raise click.UsageError(f"'{asked}' heten meer gebieden; geef de code: {choice}.")
    return table.code[found[0]]
