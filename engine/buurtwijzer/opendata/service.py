"""One table of a service, in OData 3 or 4: what it says of itself, its dimensions and its rows, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from buurtwijzer.data import opendata_issue_kinds as kinds
from buurtwijzer.opendata.cache import AnswerCache
from buurtwijzer.opendata.transport import Json, TooManyError, Web, WebError

Row = dict[str, Any]
Clause = tuple[str, str]
"""A dimension, and what its keys begin with."""

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DEEPEST = 10
_MOST_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class TableInfo:
    """What a table says of itself.

    Attributes:
        titel: Its title.
        jaren: The years it says to be about.
        gewijzigd: When the publisher changed it last, as it is written there.
    """

    titel: str
    jaren: tuple[int, ...]
    gewijzigd: str


@dataclass(slots=True)
class Table:
    """A table that can be asked.

    Attributes:
        id: Its number.
        adres: Its address, without a slash at the end.
        vorm: ``v3`` or ``v4``.
        info: What it says of itself.
        toon: Gets the number of rows that have come in, page by page.
        gevraagd: How often the service itself was asked for more than what it says of itself.
    """

    web: Web
    cache: AnswerCache
    id: str
    adres: str
    vorm: str
    toon: Callable[[int], None] = lambda _rows: None
    info: TableInfo = field(init=False)
    gevraagd: int = 0

    def __post_init__(self) -> None:
        """Ask what the table says of itself; that is never taken from the cache."""
        self.info = self.ask_info()
        self.cache.forget_older(self.id, self.info.gewijzigd)

    def ask_info(self) -> TableInfo:
        """Ask what the table says of itself now."""
        if self.vorm == "v4":
            found = self.web.get(f"{self.adres}/Properties")
            years = str(found.get("TemporalCoverage") or "") or str(found.get("Title", ""))
        else:
            rows = _rows(self.web.get(f"{self.adres}/TableInfos?$format=json"))
            found = rows[0] if rows else {}
            years = str(found.get("Period", ""))
        if "Modified" not in found:
            raise WebError(kinds.ANDERE_KOLOMMEN, wat="de beschrijving van de tabel heeft geen Modified")
        jaren = tuple(dict.fromkeys(int(year) for year in _YEAR.findall(years)))
        return TableInfo(" ".join(str(found.get("Title", "")).split()), jaren, str(found["Modified"]))

    def rows(self, name: str, clauses: Sequence[Sequence[Clause]] = ()) -> list[Row]:
        """Give the rows of a part of the table.

        Args:
            name: The part, such as ``UntypedDataSet``.
            clauses: What rows must begin with: every group holds when any in it does.

        Raises:
            WebError: The service gives no usable answer.
        """
        found: list[Row] = []
        for page in self._pieces(name, clauses):
            found += page
            self.toon(len(found))
        numbers = [row["ID"] for row in found if "ID" in row]
        if len(numbers) != len(set(numbers)):
            raise WebError(kinds.VERANDERD)
        return found

    def _pieces(self, name: str, clauses: Sequence[Sequence[Clause]]) -> Iterator[list[Row]]:
        """Give pages, asking in narrower pieces when the service does not give so many rows at once."""
        try:
            yield from self._pages(self._url(name, clauses))
        except TooManyError as error:
            for piece in _narrower(clauses, error):
                yield from self._pieces(name, piece)

    def _pages(self, url: str) -> Iterator[list[Row]]:
        seen: set[str] = set()
        while url:
            if url in seen or len(seen) >= _MOST_PAGES:
                raise WebError(kinds.VERWIJZING, waar="een bladzijde die er al was")
            seen.add(url)
            answer = self._ask(url)
            yield _rows(answer)
            url = _next(answer, url)

    def _ask(self, url: str) -> Json:
        kept = self.cache.get(self.id, self.info.gewijzigd, url)
        if kept is not None:
            return kept
        self.gevraagd += 1
        answer = self.web.get(url)
        _rows(answer)
        self.cache.put(self.id, self.info.gewijzigd, url, answer)
        return answer

    def _url(self, name: str, clauses: Sequence[Sequence[Clause]]) -> str:
        groups = [" or ".join(f"startswith({field},'{start}')" for field, start in group) for group in clauses]
        parts = [f"({text})" if len(groups) > 1 else text for text in groups]
        words = [f"$filter={quote(' and '.join(parts), safe='(),')}"] if parts else []
        words += ["$format=json"] if self.vorm == "v3" else []
        return f"{self.adres}/{name}" + ("?" + "&".join(words) if words else "")


def _rows(answer: Json) -> list[Row]:
    rows = answer.get("value")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise WebError(kinds.GEEN_GEGEVENS, gezien="een antwoord zonder rijen")
    return rows


def _next(answer: Json, url: str) -> str:
    """Give the address of the next page, on the same host and as safe as this one; empty when there is none."""
    link = answer.get("odata.nextLink") or answer.get("@odata.nextLink")
    if not link:
        return ""
    here, there = urlsplit(url), urlsplit(urljoin(url, str(link)))
    # Behind its own front door the service sometimes writes its addresses with http; https is then the same page.
    if here.scheme == "https" and there.scheme == "http" and there.netloc == here.netloc:
        there = there._replace(scheme="https")
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise WebError(kinds.VERWIJZING, waar=there.netloc or "een ander adres")
    return urlunsplit(there._replace(query=quote(there.query, safe="=&$(),%'+"), fragment=""))


def _narrower(clauses: Sequence[Sequence[Clause]], error: TooManyError) -> list[list[list[Clause]]]:
    """Cut a question into smaller ones: first a group into its parts, then a beginning into longer ones."""
    groups = [list(group) for group in clauses]
    widest = max(groups, key=len, default=[])
    if len(widest) > 1:
        return [[[clause] if group is widest else group for group in groups] for clause in widest]
    if not groups or len(groups[0][0][1]) >= _DEEPEST:
        raise WebError(kinds.TE_VEEL, wat="te veel rijen voor één gebied") from error
    name, start = groups[0][0]
    return [[[(name, start + letter)], *groups[1:]] for letter in _LETTERS]
