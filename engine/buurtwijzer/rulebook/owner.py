"""Who owns a rule that a command writes: a function, never a person."""

from __future__ import annotations

from buurtwijzer.core.errors import InputError
from buurtwijzer.core.issues import Issue
from buurtwijzer.core.personal import PERSON, personal_data
from buurtwijzer.rulebook import owner_issue_kinds as kinds
from buurtwijzer.rulebook.model import Rulebook


def owner_issues(eigenaar: str, rulebook: Rulebook) -> tuple[Issue, ...]:
    """Look whether an owner is a person; what was written is not repeated.

    Args:
        eigenaar: What was given as the owner.
        rulebook: Has the words that begin no name (``geen_naam`` of the mirror session).

    Returns:
        A warning when it may be a name: two words with a capital can be a function too.

    Raises:
        InputError: It is an e-mail address, a phone number or an address.
    """
    talk = rulebook.spiegelgesprek
    what = personal_data(eigenaar, talk.geen_naam if talk is not None else ())
    if what is None:
        return ()
    if what != PERSON:
        raise InputError([kinds.EIGENAAR_IS_PERSOON.at("--eigenaar", wat=what)])
    return (kinds.EIGENAAR_LIJKT_NAAM.at("--eigenaar"),)
