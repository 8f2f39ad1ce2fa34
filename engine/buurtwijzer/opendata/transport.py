"""One question over https and its answer as JSON: patient with a busy service, strict about what comes back.

The library is urllib: with it the proxy of the system and of HTTPS_PROXY and the certificates of the system count,
without another dependency. Nothing is followed to another host. What an answer means is for others.
"""

from __future__ import annotations

import http.client
import json
import re
import ssl
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import cache
from time import sleep
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from buurtwijzer.core.dutch import format_number, plural
from buurtwijzer.core.issues import IssueKind
from buurtwijzer.data import opendata_issue_kinds as kinds

_WAITS_S = (1.0, 2.0, 4.0, 8.0)
_LONGEST_WAIT_S = 60.0
_MAX_BYTES = 200_000_000
_BUSY = (408, 425, 429, 500, 502, 503, 504)
_GONE = (404, 410)
_LOG_IN = (407, 511)
_TOO_MANY = re.compile(rb"more than \d+ records")
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")

Json = dict[str, Any]


class WebError(Exception):
    """An answer that cannot be used, with the kind of message and the values it already knows."""

    def __init__(self, kind: IssueKind, **values: object) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.values = values


class TooManyError(Exception):
    """The service does not give so many records at once."""


class _AgainError(Exception):
    """It may go well the next time."""

    def __init__(self, reason: str, wait: float | None = None, kind: IssueKind = kinds.DIENST_STUK) -> None:
        super().__init__(reason)
        self.reason = reason
        self.wait = wait
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Web:
    """How questions are asked.

    Attributes:
        agent: Name and version of the product, as the service sees it.
        timeout_s: How long the service may be silent.
        pause: Waits a number of seconds.
    """

    agent: str
    timeout_s: float = 30.0
    pause: Callable[[float], None] = sleep

    def get(self, url: str) -> Json:
        """Ask, and ask again after growing waits while the service is busy or the answer broke off.

        Raises:
            WebError: There is no usable answer.
            TooManyError: The question covers more records than the service gives at once.
        """
        for wait in (*_WAITS_S, None):
            try:
                return self._once(url)
            except _AgainError as again:
                pause = again.wait if again.wait is not None else wait
                if wait is None or pause is None or pause > _LONGEST_WAIT_S:
                    tries = plural(_WAITS_S.index(wait) + 1 if wait else len(_WAITS_S) + 1, "keer", "keer")
                    longer = again.wait is not None and again.wait > _LONGEST_WAIT_S
                    asked = f"; zij vraagt {format_number(again.wait or 0.0, 0)} seconden te wachten" if longer else ""
                    raise WebError(again.kind, keer=tries, reden=again.reason + asked) from again
                self.pause(pause)
        raise AssertionError

    def _once(self, url: str) -> Json:
        host = urlsplit(url).hostname or ""
        request = urllib.request.Request(url, headers={"User-Agent": self.agent, "Accept": "*/*"})  # noqa: S310 - _opener has only http(s)
        try:
            with _opener().open(request, timeout=self.timeout_s) as response:
                return _json(response.headers, _read(response), host)
        except HTTPError as error:
            with error:
                raise _refused(error) from error
        except (http.client.IncompleteRead, ConnectionResetError) as error:
            raise _AgainError("de verbinding brak af", kind=kinds.AFGEKAPT) from error
        except TimeoutError as error:
            raise _AgainError(f"{self.timeout_s:.0f} seconden geen antwoord") from error
        except URLError as error:
            raise self._unreachable(error.reason, url) from error
        except (http.client.HTTPException, OSError) as error:
            raise _AgainError(type(error).__name__) from error

    def _unreachable(self, reason: object, url: str) -> Exception:
        host, through = urlsplit(url).hostname or "", _through(url)
        if isinstance(reason, ssl.SSLCertVerificationError):
            return WebError(kinds.CERTIFICAAT, host=host)
        if tunnel := _TUNNEL.search(str(reason)):
            kind = kinds.PROXY if int(tunnel[1]) in _LOG_IN else kinds.GEWEIGERD
            return WebError(kind, code=f"de proxy: HTTP {tunnel[1]}")
        if isinstance(reason, TimeoutError):
            return WebError(kinds.GEEN_VERBINDING, reden=f"{self.timeout_s:.0f} seconden geen antwoord{through}")
        if isinstance(reason, ConnectionResetError):
            return _AgainError("de verbinding brak af", kind=kinds.AFGEKAPT)
        if isinstance(reason, ConnectionRefusedError):
            return WebError(kinds.GEEN_VERBINDING, reden=f"de verbinding wordt geweigerd{through}")
        if isinstance(reason, ssl.SSLError):
            return WebError(kinds.GEEN_VERBINDING, reden=f"er komt geen veilige verbinding tot stand{through}")
        return WebError(
            kinds.GEEN_VERBINDING,
            reden=f"er is geen verbinding met internet, of het adres is niet te vinden{through}",
        )


def _through(url: str) -> str:
    """Name the proxy that is asked first, without the name and password in it; empty when there is none."""
    parts = urlsplit(url)
    proxy = urllib.request.getproxies().get(parts.scheme, "")
    if not proxy or urllib.request.proxy_bypass(parts.hostname or ""):
        return ""
    there = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
    return f" (via de proxy {there.netloc.rpartition('@')[2]})"


def _opener() -> urllib.request.OpenerDirector:
    """Make what opens http and https alone, through the proxy of the system."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=_context()),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _SameHost(),
    ):
        opener.add_handler(handler)
    return opener


@cache
def _context() -> ssl.SSLContext:
    """Trust what the system trusts, and what SSL_CERT_FILE names."""
    context = ssl.create_default_context()
    # From Python 3.13 on a strict reading is on, which refuses the certificates that many organisations' proxies make.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    return context


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect only to the same host; elsewhere stands a page to log in on, or nothing of ours."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Give the next question, or refuse."""
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if (old.scheme, old.netloc) != (new.scheme, new.netloc):
            fp.close()
            raise WebError(kinds.GEEN_GEGEVENS, gezien=f"een verwijzing naar {new.netloc or 'een ander adres'}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _read(response: IO[bytes]) -> bytes:
    data = response.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise WebError(kinds.TE_VEEL, wat=f"meer dan {_MAX_BYTES // 1_000_000} MB")
    return data


def _json(headers: Message, data: bytes, host: str) -> Json:
    sort = headers.get_content_type()
    text = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if sort == "text/html" or text.startswith(b"<"):
        raise WebError(kinds.GEEN_GEGEVENS, gezien="een webpagina", host=host)
    if "json" not in sort:
        raise WebError(kinds.GEEN_GEGEVENS, gezien=f"een antwoord van de soort {sort}", host=host)
    # A short body with a length of its own is an error of the connection; one without is only seen here.
    expected = headers.get("Content-Length")
    if expected is not None and expected.isdigit() and int(expected) > len(data):
        raise _AgainError("de verbinding brak af", kind=kinds.AFGEKAPT)
    try:
        found = json.loads(text)
    except ValueError as error:
        raise _AgainError("het antwoord hield halverwege op", kind=kinds.AFGEKAPT) from error
    if not isinstance(found, dict):
        raise WebError(kinds.GEEN_GEGEVENS, gezien="een antwoord in een onbekende vorm", host=host)
    return found


def _refused(error: HTTPError) -> Exception:
    code = f"HTTP {error.code}"
    body = error.read(10_000)
    if _TOO_MANY.search(body):
        return TooManyError()
    if error.code in _LOG_IN:
        return WebError(kinds.PROXY, code=code)
    if error.code in _GONE:
        return WebError(kinds.TABEL_WEG, code=code)
    if error.code in _BUSY:
        return _AgainError(code, _retry_after(error.headers))
    return WebError(kinds.GEWEIGERD, code=code)


def _retry_after(headers: Message) -> float | None:
    """Give the seconds a service asks to wait: a number, or a moment beside its own clock."""
    asked = (headers.get("Retry-After") or "").strip()
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - parsedate_to_datetime(headers["Date"])).total_seconds())
    except (TypeError, ValueError):
        return None
