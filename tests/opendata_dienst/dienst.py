"""The service itself: a real HTTP server in a thread, with the tables of `tabellen` and faults on request.

A fault is taken once, by the first question about that part: ``"UntypedDataSet:500"``. Known are a status with perhaps
``;Retry-After=2``, and:

- ``afgekapt``: a body shorter than it says; ``half``: half a JSON text; ``html``; ``tekst``: text/plain;
- ``anders``: sent to another host; ``zelfde``: sent to this host; ``nextlink=ADRES``: the next page is there;
- ``stil``: no answer; ``reset``: the connection breaks off; ``teveel``: the limit of 10,000 records.
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from tests.opendata_dienst.filters import lees_filter
from tests.opendata_dienst.tabellen import Rij, Tabel


class Dienst(ThreadingHTTPServer):
    """The server; ``vragen`` holds every path that was asked, ``koppen`` the headers of the last question."""

    daemon_threads = True

    def __init__(self, tabellen: Iterable[Tabel], bladzijde: int, grens: int, *, filtert: bool) -> None:
        super().__init__(("127.0.0.1", 0), _Antwoord)
        self.tabellen = {tabel.id: tabel for tabel in tabellen}
        self.bladzijde = bladzijde
        self.grens = grens
        self.vragen: list[str] = []
        self.koppen: dict[str, str] = {}
        self.klaar = threading.Event()
        self.filtert = filtert
        self.als_proxy = 407
        self.stop_na: int | None = None
        self.stil_na: int | None = None
        self.verandert_na: int | None = None

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def datavragen(self) -> list[str]:
        """Give what was asked but what tables say of themselves."""
        return [
            vraag
            for vraag in self.vragen
            if "TableInfos" not in vraag and "Properties" not in vraag.split("?")[0][-11:]
        ]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of connections that a test breaks off."""


@contextmanager
def dienst(
    tabellen: Iterable[Tabel],
    *,
    bladzijde: int = 10_000,
    grens: int = 1_000_000,
    filtert: bool = True,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Dienst]:
    """Run a service while a test asks it.

    Args:
        tabellen: What it holds.
        bladzijde: Rows on one page.
        grens: More rows than this are refused, as ODataApi does.
        filtert: Whether it does what a filter says.
        tls: Makes its connections secure.
    """
    server = Dienst(tabellen, bladzijde, grens, filtert=filtert)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    draad = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    draad.start()
    try:
        yield server
    finally:
        server.klaar.set()
        server.shutdown()
        server.server_close()
        draad.join()


class _Antwoord(BaseHTTPRequestHandler):
    server: Dienst

    def do_CONNECT(self) -> None:
        """Answer as a proxy that lets nobody through."""
        self.send_error(self.server.als_proxy)

    def do_GET(self) -> None:
        self.server.vragen.append(self.path)
        self.server.koppen = dict(self.headers)
        delen = urlsplit(self.path)
        *_, tabel, deel = delen.path.split("/")
        bekend = self.server.tabellen.get(tabel)
        gevraagd = len(self.server.datavragen())
        if bekend is not None and self.server.verandert_na == gevraagd:
            bekend.gewijzigd = "2026-02-02T02:00:00"
        if self.server.stil_na is not None and gevraagd > self.server.stil_na:
            self.server.klaar.wait(20)
        elif self.server.stop_na is not None and gevraagd > self.server.stop_na:
            self._reset()
        elif bekend is None:
            self._stuur({"odata.error": "bestaat niet"}, code=404)
        elif (fout := next((f for f in bekend.fouten if f.startswith(f"{deel}:")), None)) is not None:
            bekend.fouten.remove(fout)
            self._fout(fout.partition(":")[2], bekend, deel)
        else:
            self._geef(bekend, deel)

    def _geef(self, tabel: Tabel, deel: str, volgende: str | None = None) -> None:
        if deel == "TableInfos":
            return self._stuur({"odata.metadata": "x", "value": [tabel.info()]})
        if deel == "Properties" and tabel.vorm == "v4":
            return self._stuur({"@odata.context": "x", **tabel.info()})
        if deel not in tabel.delen:
            return self._stuur({"odata.error": "bestaat niet"}, code=404)
        vraag = {sleutel: waarden[0] for sleutel, waarden in parse_qs(urlsplit(self.path).query).items()}
        try:
            rijen = (
                [rij for rij in tabel.delen[deel] if lees_filter(vraag["$filter"])(rij)]
                if "$filter" in vraag and self.server.filtert
                else tabel.delen[deel]
            )
        except (ValueError, KeyError):
            return self._stuur({"odata.error": "vraag niet begrepen"}, code=400)
        if len(rijen) > self.server.grens:
            return self._stuur({"odata.error": f"The query returns more than {self.server.grens} records"}, code=500)
        begin = int(vraag.get("$skip", "0"))
        eind = begin + min(self.server.bladzijde, int(vraag.get("$top", "1000000")))
        velden = vraag.get("$select", "").split(",") if "$select" in vraag else None
        gekozen: list[Rij] = [
            {k: v for k, v in rij.items() if velden is None or k in velden} for rij in rijen[begin:eind]
        ]
        naam = "@odata.nextLink" if tabel.vorm == "v4" else "odata.nextLink"
        antwoord: dict[str, object] = {"odata.metadata": "x", "value": gekozen}
        if volgende is not None:
            antwoord[naam] = volgende
        elif eind < len(rijen):
            # As the service writes it: with its own signs in the clear.
            rest = "&".join(f"{k}={v}" for k, v in {**vraag, "$skip": str(eind)}.items())
            antwoord[naam] = f"{self.server.adres}{urlsplit(self.path).path}?{rest}"
        return self._stuur(antwoord)

    def _fout(self, soort: str, tabel: Tabel, deel: str) -> None:  # noqa: C901 - one case for every fault
        naam, _, waarde = soort.partition("=")
        match naam:
            case "html":
                self._stuur_bytes(b"<!DOCTYPE html><title>Aanmelden</title>", "text/html")
            case "tekst":
                self._stuur_bytes(b'{"value": []}', "text/plain")
            case "half":
                self._stuur_bytes(b'{"odata.metadata":"x","value":[{"ID":1,"Wijken', "application/json")
            case "afgekapt":
                self._stuur_bytes(b'{"value":[', "application/json", lengte=5000)
            case "anders":
                self._stuur_bytes(b"", "text/html", code=302, koppen={"Location": "http://aanmelden.voorbeeld.nl/"})
            case "zelfde":
                self._stuur_bytes(b"", "text/html", code=302, koppen={"Location": quote(self.path, safe="/?$&=(),%'")})
            case "stil":
                self.server.klaar.wait(20)
            case "reset":
                self._reset()
            case "nextlink":
                self._geef(tabel, deel, waarde)
            case "teveel":
                self._stuur({"odata.error": "The query returns more than 10000 records"}, code=500)
            case _:
                code, _, kop = soort.partition(";")
                koppen = dict([kop.split("=")]) if kop else {}
                self._stuur_bytes(b"{}", "application/json", code=int(code), koppen=koppen)

    def _reset(self) -> None:
        """Break the connection off in the middle of an answer."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "5000")
        self.end_headers()
        self.wfile.write(b'{"value":[{')
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _stuur(self, antwoord: object, code: int = 200) -> None:
        soort = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8"
        self._stuur_bytes(json.dumps(antwoord, ensure_ascii=False).encode(), soort, code=code)

    def _stuur_bytes(
        self,
        inhoud: bytes,
        soort: str,
        *,
        code: int = 200,
        lengte: int | None = None,
        koppen: dict[str, str] | None = None,
    ) -> None:
        self.send_response(code)
        self.send_header("Content-Type", soort)
        self.send_header("Content-Length", str(len(inhoud) if lengte is None else lengte))
        for naam, waarde in (koppen or {}).items():
            self.send_header(naam, waarde)
        self.end_headers()
        self.wfile.write(inhoud)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the library
        """Say nothing."""
