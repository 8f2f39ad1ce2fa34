"""Fetches the tables of a gemeente and a year: chooses them, asks and checks the rows, gives the files to write."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from buurtwijzer.core.dutch import format_number, join_words, name_some, plural
from buurtwijzer.core.issues import Issue, Severity, sort_issues
from buurtwijzer.data import opendata_issue_kinds as kinds
from buurtwijzer.opendata.cache import AnswerCache
from buurtwijzer.opendata.choose import Chosen, choose_table
from buurtwijzer.opendata.regions import Gemeente, find_gemeente, plain_name
from buurtwijzer.opendata.service import Clause, Row, Table
from buurtwijzer.opendata.transport import Web, WebError
from buurtwijzer.opendata.written import check_columns, from_observations, with_keys, with_titles
from buurtwijzer.rulebook.model import Rulebook
from buurtwijzer.rulebook.schema import Kolommen, Opendata, Opendatatabel

SOORTEN = ("kwb", "gezondheid", "politie", "nabijheid")
"""What can be fetched, in the order in which the files are used."""

Progress = Callable[[str, float], None]
_AREA = "WijkenEnBuurten"
_PAGE = "opendata.cbs.nl"
_NO_USE_GOING_ON = {kind.code for kind in (kinds.GEEN_VERBINDING, kinds.CERTIFICAAT, kinds.PROXY)}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user asks for.

    Attributes:
        gemeente: Name or code.
        jaar: Year of the figures.
        soorten: Which kinds of tables.
        basis: Address that stands in for that of every service, for tests and mirrors; empty for the services.
    """

    gemeente: str
    jaar: int
    soorten: tuple[str, ...] = SOORTEN
    basis: str = ""


@dataclass(frozen=True, slots=True)
class FetchedFile:
    """A file to write, and where it came from.

    Attributes:
        bestand: Its name.
        inhoud: Its bytes.
        soort: Kind of table.
        tabel: Number of the table.
        titel: Its title.
        adres: Where it was fetched.
        jaar: Year of the figures.
        gewijzigd: When the publisher changed the table last.
        gemeente: The gemeente in the layout of the table.
        rijen: Number of rows.
        uit_tussenopslag: Whether no figures had to be asked.
        bronvermelding: Who to name.
        licentie: Under which conditions.
        status: How firm it is that this number is this table.
    """

    bestand: str
    inhoud: bytes
    soort: str
    tabel: str
    titel: str
    adres: str
    jaar: int
    gewijzigd: str
    gemeente: Gemeente
    rijen: int
    uit_tussenopslag: bool
    bronvermelding: str
    licentie: str
    status: str


@dataclass(frozen=True, slots=True)
class Fetches:
    """What came in, and everything worth telling, errors included."""

    bestanden: tuple[FetchedFile, ...]
    issues: tuple[Issue, ...]


@dataclass(slots=True)
class _Fetching:
    wish: Wish
    rulebook: Rulebook
    web: Web
    cache: AnswerCache
    progress: Callable[[str], None]
    issues: list[Issue] = field(default_factory=list)

    def open(self, source: Opendata, tabel: Opendatatabel) -> Table:
        def show(rows: int) -> None:
            self.progress(f"{source.naam}: {format_number(rows)} rijen")

        return Table(self.web, self.cache, tabel.tabel, self.address(source, tabel), tabel.vorm, show)

    def address(self, source: Opendata, tabel: Opendatatabel) -> str:
        service = (source.adres_v4 or source.adres_v3) if tabel.vorm == "v4" else source.adres_v3
        if self.wish.basis:
            service = self.wish.basis.rstrip("/") + urlsplit(service).path
        return f"{service}/{tabel.tabel}"

    def told(self, error: WebError, source: Opendata, tabel: Opendatatabel | None) -> Issue:
        """Make a finding of an answer that cannot be used."""
        hosts = sorted(
            {urlsplit(self.address(other, each)).netloc for other in self.sources() for each in other.tabellen}
        )
        host = urlsplit(self.address(source, tabel or source.tabellen[-1])).netloc
        place = f"{host}, tabel {tabel.tabel}" if tabel is not None else f"{host}, {source.naam}"
        address = self.address(source, tabel or source.tabellen[-1])
        known = {"host": host, "hosts": join_words(hosts), "pagina": source.pagina, "soort": source.id}
        known["adres"] = f"{urlsplit(address).scheme}://{host}"
        return error.kind.at(place, **{**known, **error.values})

    def sources(self) -> list[Opendata]:
        """Give the kinds of tables that are asked for and that the rules have."""
        return [self.rulebook.opendata[id_] for id_ in self.wish.soorten if id_ in self.rulebook.opendata]


def fetch_tables(wish: Wish, rulebook: Rulebook, web: Web, cache: AnswerCache, progress: Progress) -> Fetches:
    """Fetch what a user asks for. A table that fails does not stop the others; without any connection nothing goes on.

    Args:
        wish: What is asked for.
        rulebook: Says which table is about which year.
        web: Asks the services.
        cache: Keeps their answers.
        progress: Gets the name of the step and the part that is done (0-1).
    """
    files: list[FetchedFile] = []
    done = 0.0
    work = _Fetching(wish, rulebook, web, cache, lambda step: progress(step, done))
    sources = work.sources()
    for number, source in enumerate(sources):
        done = number / len(sources)
        work.progress(f"{source.naam} ophalen")
        tried: list[Opendatatabel] = []
        try:
            files.append(_fetch(work, source, tried))
        except WebError as error:
            work.issues.append(work.told(error, source, tried[-1] if tried else None))
            if error.kind.code in _NO_USE_GOING_ON:
                break
    for id_ in wish.soorten:
        if id_ not in rulebook.opendata:
            values = {"jaar": wish.jaar, "jaren": "geen enkel jaar", "pagina": _PAGE, "soort": id_}
            work.issues.append(kinds.GEEN_TABEL.at(f"opendata/{id_}.yaml", **values))
    progress("Opgehaald", 1.0)
    if cache.mislukt:
        work.issues.append(kinds.NIET_BEWAARD.at("tussenopslag"))
    return Fetches(tuple(files), sort_issues(work.issues))


def _fetch(work: _Fetching, source: Opendata, tried: list[Opendatatabel]) -> FetchedFile:
    def opened(tabel: Opendatatabel) -> Table:
        tried.append(tabel)
        return work.open(source, tabel)

    def warn(error: WebError, tabel: Opendatatabel) -> None:
        work.issues.append(replace(work.told(error, source, tabel), severity=Severity.WAARSCHUWING))

    chosen = choose_table(source, work.wish.jaar, opened, warn)
    tried.append(chosen.tabel)
    table = chosen.table
    if chosen.jaar != work.wish.jaar:
        told = WebError(kinds.EERDER_JAAR, jaar=work.wish.jaar, genomen=chosen.jaar)
        work.issues.append(work.told(told, source, chosen.tabel))
    gemeente = _gemeente(work, table, chosen.jaar)
    names = _names(table, [[(_key(table), start) for start in _starts(gemeente)]])
    if table.vorm == "v4":
        areas, content = _v4(work.rulebook.kolommen.get(source.layout), table, gemeente, names)
        count = len(set(areas))
    else:
        areas, content = _v3(source, chosen, gemeente, names)
        count = len(areas)
    _check_whole(areas, names, gemeente, chosen, warn)
    if table.gevraagd and table.ask_info() != table.info:
        raise WebError(kinds.VERANDERD)
    return FetchedFile(
        bestand=f"{source.id}_{chosen.jaar}_{slug(gemeente.naam)}.csv",
        inhoud=content,
        soort=source.id,
        tabel=table.id,
        titel=table.info.titel,
        adres=table.adres,
        jaar=chosen.jaar,
        gewijzigd=table.info.gewijzigd,
        gemeente=gemeente,
        rijen=count,
        uit_tussenopslag=not table.gevraagd,
        bronvermelding=source.bronvermelding,
        licentie=source.licentie,
        status=chosen.tabel.status.value,
    )


def slug(name: str) -> str:
    """Give a name as it can stand in the name of a file.

    Example:
        >>> slug("'s-Gravenhage"), slug("Bergen (NH.)")
        ('s-gravenhage', 'bergen-nh')
    """
    return plain_name(name).replace(" ", "-")


def _v3(source: Opendata, chosen: Chosen, gemeente: Gemeente, names: Mapping[str, str]) -> tuple[list[str], bytes]:
    """Give the area of every row and the file of a table in OData 3."""
    table = chosen.table
    properties = table.rows("DataProperties")
    known = {re.sub(r"_\d+$", "", str(item.get("Key", ""))) for item in properties}
    absent = [name for name in source.verplicht if name not in known]
    if absent:
        raise WebError(kinds.ANDERE_KOLOMMEN, wat=f"{', '.join(absent)} ontbreekt")
    clauses: list[Sequence[Clause]] = [[(_AREA, start) for start in _starts(gemeente)]]
    clauses += [[clause] for clause in chosen.perioden]
    clauses += [[(choice.dimensie, choice.sleutel)] for choice in source.keuzes]
    rows = _of_gemeente(table.rows("UntypedDataSet", clauses), gemeente)
    columns = check_columns(rows, properties, source.verplicht)
    if source.koppen == "titels":
        return _areas(rows), with_titles(rows, columns, properties, names)
    return _areas(rows), with_keys(rows, columns, names, source.naam_kolom)


def _v4(
    kolommen: Kolommen | None, table: Table, gemeente: Gemeente, names: Mapping[str, str]
) -> tuple[list[str], bytes]:
    """Give the area of every row and the file of a table in OData 4."""
    short = {row.v4: row.kolom for row in (kolommen.kolommen if kolommen else ()) if row.v4}
    codes = [str(row.get("Identifier", "")).strip() for row in table.rows("MeasureCodes")]
    measures = {code: short.get(code, code) for code in codes}
    rows = _of_gemeente(table.rows("Observations", [[(_AREA, start) for start in _starts(gemeente)]]), gemeente)
    return _areas(rows), from_observations(rows, measures, names, gemeente.naam)


def _gemeente(work: _Fetching, table: Table, jaar: int) -> Gemeente:
    others = {name.gemeente: name.heet for source in work.rulebook.opendata.values() for name in source.andere_namen}
    return find_gemeente(work.wish.gemeente, _names(table, [[(_key(table), "GM")]]), others, jaar)


def _names(table: Table, clauses: Sequence[Sequence[Clause]]) -> dict[str, str]:
    """Give the names of areas by their code."""
    part, key = (f"{_AREA}Codes", "Identifier") if table.vorm == "v4" else (_AREA, "Key")
    rows = table.rows(part, clauses)
    if any(key not in row or "Title" not in row for row in rows):
        raise WebError(kinds.ANDERE_KOLOMMEN, wat=f"de lijst van gebieden heeft geen {key} en Title")
    return {str(row[key]).strip(): str(row["Title"]).strip() for row in rows}


def _key(table: Table) -> str:
    return "Identifier" if table.vorm == "v4" else "Key"


def _starts(gemeente: Gemeente) -> tuple[str, ...]:
    """Give what the codes of the wijken, the buurten, the gemeente and the country begin with."""
    return (f"BU{gemeente.nummer}", f"WK{gemeente.nummer}", gemeente.code, "NL")


def _of_gemeente(rows: list[Row], gemeente: Gemeente) -> list[Row]:
    """Give the rows in the order of the service when they are those that were asked for.

    Raises:
        WebError: There is none of the gemeente, or the service gave others: then it did not understand the question.
    """
    codes = _areas(rows)
    if not any(code.startswith(_starts(gemeente)[:3]) for code in codes):
        raise WebError(kinds.LEEG, gemeente=gemeente.naam)
    if any(not code.startswith(_starts(gemeente)) for code in codes):
        raise WebError(kinds.ANDERE_KOLOMMEN, wat="er staan andere gebieden in dan gevraagd")
    return rows


def _areas(rows: Sequence[Row]) -> list[str]:
    return [str(row.get(_AREA, "")).strip() for row in rows]


def _check_whole(
    areas: Sequence[str],
    names: Mapping[str, str],
    gemeente: Gemeente,
    chosen: Chosen,
    warn: Callable[[WebError, Opendatatabel], None],
) -> None:
    """Compare the rows with the table's own list of areas; a service may break off without saying so.

    A table of one year has every area of its list. One of more years may lack some in a year, so there it is told.

    Raises:
        WebError: Areas are missing that the table has for certain.
    """
    found = Counter(areas)
    listed = {code for code in names if code.startswith(_starts(gemeente))}
    if unlisted := sorted(found.keys() - listed):
        raise WebError(
            kinds.NIET_HEEL, aantal=plural(len(unlisted), "gebied", "gebieden"), gebieden=name_some(unlisted)
        )
    missing = sorted(listed - found.keys())
    if missing and not chosen.perioden:
        raise WebError(kinds.NIET_HEEL, aantal=plural(len(missing), "gebied", "gebieden"), gebieden=name_some(missing))
    most = max(found.values(), default=0)
    fewer = sorted({*missing, *(code for code, count in found.items() if count < most)})
    if fewer and chosen.perioden:
        told = {"aantal": plural(len(fewer), "gebied", "gebieden"), "gebieden": name_some(fewer)}
        warn(WebError(kinds.MINDER_RIJEN, **told), chosen.tabel)
