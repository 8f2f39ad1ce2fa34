"""Ways to damage bytes, drawn from a seeded source of chance; also inside the parts that a file keeps packed."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from random import Random

# What readers trip over sooner than over chance: signs of structure, huge numbers, other encodings.
_TEKENS = (
    *(
        b'"',
        b"'",
        b";",
        b",",
        b"\t",
        b"|",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xa0",
        b"\xe9",
    ),
    *(b"<", b">", b"&", b"&#x0;", b"<!DOCTYPE", b"]]>", b"{", b"[", b"}", b"]", b"null", b"NaN", b"1e999", b"-", b"."),
    *(b"99999999999999999999", b"-99999999", b"0x1F", b"=1+1", b"#N/A", b"XFD1048576", b"9" * 400, b"A" * 5000),
    *(
        b"BU",
        b"GM0000",
        b"2024JJ00",
        "\u0661\u0662".encode(),
        "\u00b2".encode(),
        "\u202e".encode(),
        "\U0001f3e0".encode(),
    ),
)


def _plek(data: bytes, kans: Random) -> int:
    return kans.randrange(len(data) + 1)


def afgekapt(data: bytes, kans: Random, _: bytes) -> bytes:
    return data[: _plek(data, kans)]


def zonder_begin(data: bytes, kans: Random, _: bytes) -> bytes:
    return data[_plek(data, kans) :]


def omgevallen_bits(data: bytes, kans: Random, _: bytes) -> bytes:
    uit = bytearray(data)
    for _i in range(kans.choice((1, 1, 2, 8, 64))):
        if uit:
            uit[kans.randrange(len(uit))] ^= 1 << kans.randrange(8)
    return bytes(uit)


def andere_bytes(data: bytes, kans: Random, _: bytes) -> bytes:
    plek, lengte = _plek(data, kans), kans.choice((1, 4, 16))
    return data[:plek] + kans.randbytes(lengte) + data[plek + lengte :]


def ingevoegd(data: bytes, kans: Random, _: bytes) -> bytes:
    plek = _plek(data, kans)
    return data[:plek] + kans.choice(_TEKENS) * kans.choice((1, 1, 1, 3)) + data[plek:]


def vervangen(data: bytes, kans: Random, _: bytes) -> bytes:
    """Put a sign in the place of every other one of its kind."""
    teken = kans.choice((b";", b",", b"0", b"1", b"\n", b'"', b".", b"<", b"r="))
    return data.replace(teken, kans.choice(_TEKENS[:40]), kans.choice((1, 3, -1)))


def weg(data: bytes, kans: Random, _: bytes) -> bytes:
    plek = _plek(data, kans)
    return data[:plek] + data[plek + kans.choice((1, 2, 10, 200)) :]


def verdubbeld(data: bytes, kans: Random, _: bytes) -> bytes:
    begin, lengte = _plek(data, kans), kans.choice((1, 10, 300))
    stuk = data[begin : begin + lengte]
    return data[:begin] + stuk * kans.choice((1, 2, 50)) + data[begin:]


def gelast(data: bytes, kans: Random, ander: bytes) -> bytes:
    return data[: _plek(data, kans)] + ander[_plek(ander, kans) :]


def herschikt(data: bytes, kans: Random, _: bytes) -> bytes:
    regels = data.split(b"\n")
    kans.shuffle(regels)
    return b"\n".join(regels)


def in_andere_tekens(data: bytes, kans: Random, _: bytes) -> bytes:
    tekst = data.decode("utf-8", "replace")
    return tekst.encode(kans.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-7", "cp037")), "replace")


Schade = Callable[[bytes, Random, bytes], bytes]
SCHADE: tuple[Schade, ...] = (
    *(afgekapt, zonder_begin, omgevallen_bits, andere_bytes, ingevoegd, ingevoegd, vervangen, weg, verdubbeld, gelast),
    *(herschikt, in_andere_tekens),
)


def beschadig(data: bytes, kans: Random, ander: bytes) -> bytes:
    """Damage a file one to four times; a packed one half of the time on the inside."""
    if kans.random() < 0.5:
        binnen = _binnen(data)
        if binnen is not None:
            return _pak_in(binnen, kans, ander)
    for _ in range(kans.choice((1, 1, 2, 4))):
        data = kans.choice(SCHADE)(data, kans, ander)
    return data


def _binnen(data: bytes) -> dict[str, bytes] | None:
    try:
        if data.startswith(b"\x1f\x8b"):
            return {"": gzip.decompress(data)}
        if data.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(data)) as pak:
                return {naam: pak.read(naam) for naam in pak.namelist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError):
        pass
    return None


def _pak_in(delen: Mapping[str, bytes], kans: Random, ander: bytes) -> bytes:
    beschadigd = dict(delen)
    # The sheet is where most can go wrong.
    namen = [naam for naam in beschadigd if "sheet" in naam and naam.endswith(".xml")] or list(beschadigd)
    naam = kans.choice(namen if kans.random() < 0.6 else list(beschadigd))
    for _ in range(kans.choice((1, 1, 2))):
        beschadigd[naam] = kans.choice(SCHADE)(beschadigd[naam], kans, ander)
    if "" in beschadigd:
        return gzip.compress(beschadigd[""], 1, mtime=0)
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as pak:
        for deel, inhoud in beschadigd.items():
            pak.writestr(zipfile.ZipInfo(deel), inhoud, zipfile.ZIP_DEFLATED)
    return uit.getvalue()
