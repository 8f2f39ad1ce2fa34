"""Columns that may never be input: origin, nationality, religion. In code on purpose: no rulebook can lift this.

A name is made plain first: unseen signs go, letters that only look like ours become ours, and words are told apart as
people do. Then it is matched on names of CBS as a whole and on the beginnings of words, so that `Turkstraat` stays.

Source: domain.md E2 and E4 (Toeslagenaffaire, Toetsingskader risicoprofilering); CBS column names of 2004-2025.
"""

from __future__ import annotations

import re
import unicodedata

_MNEMONICS = re.compile(
    r"((a|p)_(w_all|nw_all|west|nw|marok|antaru|suri|tur|ov_nw|nl_all|eur_al|neu_al"
    r"|geb_(nl|eu|ne)|gbl_(eu|ne)|gebl_(eu|ne))"
    # Names of the wijk- en buurtkaart and of the Kerncijfers of 2003-2012.
    r"|p_(west_al|n_w_al|ant_aru|over_nw|eur_all|neu_all|gebnl_(nl|eu|ne)|gebbl_(eu|ne)|wp_(aut|west|n_w)|.{2}_mig_a|nl_achtg)"
    r"|(west|n_w)_(5j)?mut"
    # Measures of OData 4, also as the header of a table that was made from them.
    r"|(measure_)?(1012600|h007933|h008859)_\d+)(_\d{1,4})?"
)
# Titles of the tables that say nothing of origin themselves: only as a whole, with a number, unit or word beside it.
_TITLES = re.compile(r"x?(nederland|buiteneuropa|europa(exclusief|excl)?(nederland)?)(aantal|totaal|pct|perc)?\d*")
# Each list: how words begin, then words as a whole.
_PEOPLE = (
    r"mar+o[ck]+[ao]|moroc|suri?nam|antil+i?[ae]|arub|curaca?o|caribi|kaapverd|bulga|roeme+n|hongaar|oekra|russ(isch|land)"
    r"|duits|belgisch|spaans|spanj|portug|itali|griek|joegosl|bosni|kroat|servisch|alban|syri|ira[kq]|irani|afgha|eritre"
    r"|ethiop|somali|ghane[es]|nigeri|egypt|tunes|alger|pakistan|hindoest|indones|moluk|chine[ez]|vietnam|koerd|arabi"
    r"|berber|creo?ol|sinti"
    r"|(turk(en?|s|sen?|ije|ish|ey)?|pool?s(en?)?|polen|polish|russen|belg(en|ie)|iran(iers?)?|ghana|india(as|ase|n|ns)?"
    r"|china|roma)(?![a-z])"
)
_ORIGIN = (
    r"i?m?migra|arbeidsmigra|herkomst|afkomst|nationalit|ethni|etni[cs]|naturalisat|geboorteland|geboren_(in|buiten)_"
    r"|(in|buiten)_(het_)?(buitenland|nederland|europa)_geboren|foreign|country_of_(birth|origin)|buitenland|asiel?zoek"
    r"|asiela?anvra|asielstatus|asylum|refugee|statushouder|vergunninghouder|vluchteling|ontheemd"
    r"|verblijfs(status|vergunning|recht)|(niet|non)_?(nederlands|dutch)|nederlander|nederlandse_achtergrond"
    r"|(niet|non)_?western?|(oost|midden|zuid)_?europ|buiten_?europ|allocht|autocht|paspoort|moedertaal|thuistaal"
    r"|huidskleur|(eerste|tweede|derde|1e|2e|3e)_generatie"
    r"|(western|western?se?n?|roots|ras|rassen)(?![a-z])"
)
_RELIGION = (
    r"religi|godsdienst|gezindte|kerk(bezoek|elijk|gang|lid|genoot)|levensbeschouw|mos+lim|muslim|islam|moske|mosque|kathol"
    r"|cathol|protest?ant|gereformeerd|hervormd|christ(en|el|ians)|jood|jewish|synago|hindo|hindu|boed?dh|bud+h|sikh"
    r"|geloof(?!t)|gelovig|church|faith|denominat|ath?eis"
    r"|(kerk(en|s)?|christian|joden|jews?)(?![a-z])"
)
# A street may be called after anything.
_STREET = r"(?![a-z]*(straat|laan|weg|plein|singel|kade|park|hof|dijk|pad|gracht|ring|buurt|wijk)(?![a-z]))"
_WORDS = re.compile(rf"(?<![a-z])({_ORIGIN}|{_STREET}({_PEOPLE}|{_RELIGION}))")
# So long that they say the same inside another word, or with blanks in between; not the departure of people.
_INSIDE = re.compile(
    r"(?<!e)migra(tie|nt)|migratieachtergr|herkomst|nationalit|etnici|etnisch|geboorteland|religie|godsdienst|kerkelijk"
    r"|allocht|autocht|nietwesters|islamit|moslim|asielzoeker|statushouder|moedertaal|huidskleur"
)
# Letters of other scripts that look like ours, in lower case.
_LOOK_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0456\u0458\u0455\u0501\u04bb"
    "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0131\u0251\u0261",
    "abekmhopctyxijsdh" + "abenikvoptuxiag",
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_BETWEEN = re.compile(r"[\W_]+")
_SIGN = re.compile(r"[^a-z0-9]")
_UNIT = re.compile(r"\s*\([^()]*\)\s*$")


def is_blocked(column: str) -> bool:
    """Tell whether a name stands for origin, nationality or religion.

    Args:
        column: Header of a column, or the name of what was made from one.

    Example:
        >>> is_blocked("a_nl_all"), is_blocked("percentage_met_herkomstland_nederland"), is_blocked("a_inw")
        (True, True, False)
        >>> is_blocked("Buiten Europa (aantal)"), is_blocked("Moslims"), is_blocked("Turkstraat")
        (True, True, False)
    """
    seen = _seen(column)
    names = {_words(seen), _words(_CAMEL.sub("_", seen))}
    whole = {_SIGN.sub("", name) for name in (*names, _words(_UNIT.sub("", seen)))}
    return bool(
        any(_MNEMONICS.fullmatch(name) or _WORDS.search(name) for name in names)
        or any(_TITLES.fullmatch(name) or _INSIDE.search(name) for name in whole)
    )


def _seen(text: str) -> str:
    """Give a text as a reader sees it: no accents, no unseen signs, letters of one script."""
    if text.isascii():
        return text
    kept = (
        sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign) not in ("Mn", "Cf", "Me")
    )
    return "".join(sign if sign.isascii() else _latin(sign) for sign in kept)


def _latin(sign: str) -> str:
    found = sign.casefold().translate(_LOOK_ALIKE)
    return found.upper() if sign.isupper() else found


def _words(text: str) -> str:
    """Give the words in lower case with one line between them."""
    return _BETWEEN.sub("_", text).strip("_").casefold()
