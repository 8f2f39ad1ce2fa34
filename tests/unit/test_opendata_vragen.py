"""Asking a service: patient while it is busy, clear when it fails, never to another host; a real HTTP server."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from buurtwijzer.opendata import transport
from buurtwijzer.opendata.cache import AnswerCache
from buurtwijzer.opendata.service import Table
from buurtwijzer.opendata.transport import Web, WebError
from tests.opendata_dienst.dienst import Dienst, dienst
from tests.opendata_dienst.tabellen import Tabel

RIJEN: list[dict[str, object]] = [{"ID": i, "WijkenEnBuurten": f"BU9999{i:04d}"} for i in range(25)]


def tabel(*fouten: str) -> Tabel:
    return Tabel("85618NED", "2023", {"UntypedDataSet": list(RIJEN)}, fouten=list(fouten))


class Vraag:
    """Asks one table of a server and remembers how long it was made to wait."""

    def __init__(self, server: Dienst, map_: Path, **keuzes: float) -> None:
        self.wachten: list[float] = []
        self.web = Web("Buurtwijzer/1.2.3", pause=self.wachten.append, **keuzes)
        self.table = Table(self.web, AnswerCache(map_), "85618NED", f"{server.adres}/ODataFeed/odata/85618NED", "v3")

    def rijen(self) -> list[dict[str, object]]:
        return self.table.rows("UntypedDataSet")


@pytest.fixture(autouse=True)
def _geen_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for naam in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(naam, raising=False)


@pytest.mark.parametrize(
    ("fouten", "wachten"),
    [
        ([], []),
        (["500"], [1.0]),
        (["503", "502", "504"], [1.0, 2.0, 4.0]),
        (["429;Retry-After=7"], [7.0]),
        (["afgekapt"], [1.0]),
        (["half"], [1.0]),
        (["reset"], [1.0]),
        (["zelfde"], []),
    ],
)
def test_a_fault_that_passes_costs_only_time(fouten: list[str], wachten: list[float], tmp_path: Path) -> None:
    with dienst([tabel(*(f"UntypedDataSet:{fout}" for fout in fouten))]) as server:
        vraag = Vraag(server, tmp_path)
        assert vraag.rijen() == RIJEN
        assert vraag.wachten == wachten
        assert server.koppen["User-Agent"] == "Buurtwijzer/1.2.3"


@pytest.mark.parametrize(
    ("fout", "keer", "code"),
    [
        ("500", 5, "D474"),
        ("429;Retry-After=86400", 1, "D474"),
        ("429;Retry-After=Wed, 21 Oct 2099 07:28:00 GMT", 1, "D474"),
        ("404", 1, "D475"),
        ("410", 1, "D475"),
        ("html", 1, "D476"),
        ("tekst", 1, "D476"),
        ("anders", 1, "D476"),
        ("half", 5, "D477"),
        ("afgekapt", 5, "D477"),
        ("reset", 5, "D477"),
        ("nextlink=https://elders.voorbeeld.nl/ODataFeed/x", 1, "D480"),
        ("nextlink=file:///etc/passwd", 1, "D480"),
        ("400", 1, "D487"),
        ("403", 1, "D487"),
        ("407", 1, "D473"),
        ("511", 1, "D473"),
        ("teveel", 1, "D489"),
    ],
)
def test_a_fault_that_stays_is_told(fout: str, keer: int, code: str, tmp_path: Path) -> None:
    with dienst([tabel(*[f"UntypedDataSet:{fout}"] * 9)]) as server:
        with pytest.raises(WebError) as gevangen:
            Vraag(server, tmp_path).rijen()
        assert gevangen.value.kind.code == code
        assert len(server.datavragen()) == keer


def test_silence_ends(tmp_path: Path) -> None:
    with dienst([tabel(*["UntypedDataSet:stil"] * 9)]) as server:
        vraag = Vraag(server, tmp_path, timeout_s=0.1)
        with pytest.raises(WebError) as gevangen:
            vraag.rijen()
    assert gevangen.value.kind.code == "D474"
    assert "geen antwoord" in str(gevangen.value.values["reden"])
    assert vraag.wachten == [1.0, 2.0, 4.0, 8.0]


def test_nobody_there_is_told_at_once(tmp_path: Path) -> None:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    web = Web("x", pause=lambda _: pytest.fail("wachten heeft geen zin"))
    with pytest.raises(WebError) as gevangen:
        Table(web, AnswerCache(tmp_path), "85618NED", f"http://127.0.0.1:{poort}/x/85618NED", "v3")
    assert gevangen.value.kind.code == "D471"


def test_a_host_without_a_certificate_we_trust_is_refused(tmp_path: Path) -> None:
    """Plain http where https is expected: no secure connection, no data."""
    with dienst([tabel()]) as server, pytest.raises(WebError) as gevangen:
        Table(Web("x"), AnswerCache(tmp_path), "85618NED", f"https://127.0.0.1:{server.server_port}/x/85618NED", "v3")
    assert gevangen.value.kind.code == "D471"


@pytest.fixture
def certificaat(tmp_path: Path) -> Path:
    """Make the certificate of an organisation that nobody else knows, with its key."""
    sleutel = ec.generate_private_key(ec.SECP256R1())
    naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Proef")])
    adres = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    nu = dt.datetime.now(dt.UTC)
    maker = x509.CertificateBuilder(naam, naam, sleutel.public_key(), x509.random_serial_number())
    maker = maker.not_valid_before(nu - dt.timedelta(days=1)).not_valid_after(nu + dt.timedelta(days=1))
    gemaakt = maker.add_extension(adres, critical=False)
    pem = gemaakt.sign(sleutel, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    eigen = sleutel.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "dienst.pem").write_bytes(pem + eigen)
    (tmp_path / "vertrouwd.pem").write_bytes(pem)
    return tmp_path / "dienst.pem"


def test_a_certificate_of_the_organisation_counts_once_it_is_trusted(
    certificaat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificaat)
    with dienst([tabel()], tls=tls) as server:
        adres = f"https://127.0.0.1:{server.server_port}/85618NED"
        transport._context.cache_clear()
        with pytest.raises(WebError) as gevangen:
            Table(Web("x"), AnswerCache(tmp_path / "o"), "85618NED", adres, "v3")
        assert gevangen.value.kind.code == "D472"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "vertrouwd.pem"))
        transport._context.cache_clear()
        assert Table(Web("x"), AnswerCache(tmp_path / "o"), "85618NED", adres, "v3").rows("UntypedDataSet") == RIJEN
    transport._context.cache_clear()


def test_a_proxy_that_wants_a_name_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with dienst([tabel("TableInfos:407")]) as server:
        monkeypatch.setenv("http_proxy", server.adres)
        monkeypatch.setenv("no_proxy", "")
        with pytest.raises(WebError) as gevangen:
            Table(Web("x"), AnswerCache(tmp_path), "85618NED", "http://opendata.voorbeeld.nl/odata/85618NED", "v3")
        assert server.vragen == ["http://opendata.voorbeeld.nl/odata/85618NED/TableInfos?$format=json"]
    assert gevangen.value.kind.code == "D473"


@pytest.mark.parametrize(("antwoord", "code"), [(407, "D473"), (403, "D487"), (502, "D487")])
def test_a_proxy_that_lets_no_secure_connection_through_is_told(
    antwoord: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with dienst([]) as server:
        server.als_proxy = antwoord
        monkeypatch.setenv("https_proxy", server.adres)
        monkeypatch.setenv("no_proxy", "")
        with pytest.raises(WebError) as gevangen:
            Table(Web("x"), AnswerCache(tmp_path), "85618NED", "https://opendata.voorbeeld.nl/odata/85618NED", "v3")
    assert gevangen.value.kind.code == code
    assert str(antwoord) in str(gevangen.value.values["code"])


def test_pages_are_followed_to_the_end_and_kept(tmp_path: Path) -> None:
    with dienst([tabel()], bladzijde=10) as server:
        assert Vraag(server, tmp_path).rijen() == RIJEN
        assert len(server.datavragen()) == 3
        assert Vraag(server, tmp_path).rijen() == RIJEN
        assert len(server.datavragen()) == 3


def test_what_broke_off_goes_on_at_that_page(tmp_path: Path) -> None:
    with dienst([tabel()], bladzijde=10) as server:
        server.stop_na = 2
        with pytest.raises(WebError):
            Vraag(server, tmp_path).rijen()
        server.stop_na, server.vragen = None, []
        assert Vraag(server, tmp_path).rijen() == RIJEN
        assert len(server.datavragen()) == 1
        assert "$skip=20" in server.datavragen()[0]


def test_a_page_that_comes_back_ends_it(tmp_path: Path) -> None:
    adres = "/ODataFeed/odata/85618NED/UntypedDataSet?$format=json"
    with dienst([tabel(*[f"UntypedDataSet:nextlink={adres}"] * 3)]) as server, pytest.raises(WebError) as gevangen:
        Vraag(server, tmp_path).rijen()
    assert gevangen.value.kind.code == "D480"


def test_a_row_that_comes_twice_is_a_table_that_moved(tmp_path: Path) -> None:
    dubbel = Tabel("85618NED", "2023", {"UntypedDataSet": [*RIJEN, RIJEN[0]]})
    with dienst([dubbel]) as server, pytest.raises(WebError) as gevangen:
        Vraag(server, tmp_path).rijen()
    assert gevangen.value.kind.code == "D486"


def test_a_changed_table_is_asked_again_and_the_old_answers_go(tmp_path: Path) -> None:
    met = tabel()
    with dienst([met]) as server:
        Vraag(server, tmp_path).rijen()
        met.gewijzigd = "2026-01-01T02:00:00"
        met.delen["UntypedDataSet"] = RIJEN[:3]
        assert Vraag(server, tmp_path).rijen() == RIJEN[:3]
    assert [map_.name for map_ in (tmp_path / "85618NED").iterdir()] == ["2026-01-01T02-00-00"]


@pytest.mark.parametrize("schade", [b"", b"x", b"0000\n{}"])
def test_a_damaged_answer_is_asked_again(schade: bytes, tmp_path: Path) -> None:
    with dienst([tabel()]) as server:
        Vraag(server, tmp_path).rijen()
        (bewaard,) = tmp_path.rglob("*.json")
        heel = bewaard.read_bytes()
        bewaard.write_bytes(schade)
        assert Vraag(server, tmp_path).rijen() == RIJEN
        assert len(server.datavragen()) == 2
        assert bewaard.read_bytes() == heel


def test_vernieuw_does_not_read_and_does_keep(tmp_path: Path) -> None:
    with dienst([tabel()]) as server:
        for keer in (1, 2):
            Table(Web("x"), AnswerCache(tmp_path, vernieuw=True), "85618NED", f"{server.adres}/85618NED", "v3").rows(
                "UntypedDataSet"
            )
            assert len(server.datavragen()) == keer
        Table(Web("x"), AnswerCache(tmp_path), "85618NED", f"{server.adres}/85618NED", "v3").rows("UntypedDataSet")
        assert len(server.datavragen()) == 2


def test_a_folder_that_cannot_be_written_does_not_stop_it(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("geen map")
    opslag = AnswerCache(tmp_path / "bestand")
    with dienst([tabel()]) as server:
        assert Table(Web("x"), opslag, "85618NED", f"{server.adres}/85618NED", "v3").rows("UntypedDataSet") == RIJEN
    assert opslag.mislukt


def test_a_proxy_that_is_not_there_is_named_without_its_password(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", "http://jan:geheim@127.0.0.1:9")
    with pytest.raises(WebError) as fout:
        Web("proef", pause=lambda _: None).get("http://dienst.voorbeeld.nl/x")
    reden = str(fout.value.values["reden"])
    assert "127.0.0.1:9" in reden
    assert "geheim" not in reden


def test_a_wait_that_is_too_long_is_said() -> None:
    tabel = Tabel("1", "2023", {"Rijen": [{"ID": 1}]}, fouten=["Rijen:429;Retry-After=3600"])
    with dienst([tabel]) as server, pytest.raises(WebError) as fout:
        Web("proef", pause=lambda _: None).get(f"{server.adres}/1/Rijen")
    assert "3.600 seconden" in str(fout.value.values["reden"])
