"""What reading old and other forms can say to a user: .xls, GeoPackage, dBase, older years and layouts."""

from __future__ import annotations

from buurtwijzer.core.issues import IssueKind, Severity

_F, _W, _M = Severity.FOUT, Severity.WAARSCHUWING, Severity.MELDING
_NIETS = "U hoeft niets te doen."
_OPNIEUW = "Download of kopieer het bestand opnieuw."

HEEL_OUD_EXCEL = IssueKind(
    "D371",
    _F,
    "Excel-vorm van voor 1997",
    "Dit is een Excel-werkmap van voor 1997 (Excel 5 of 95).",
    "Open het bestand in Excel of LibreOffice en kies opslaan als .xlsx.",
)
DATABASE_KAPOT = IssueKind(
    "D372", _F, "Database niet te lezen", "Het databasebestand is beschadigd of niet volledig: {reden}.", _OPNIEUW
)
DATABASE_ZONDER_TABEL = IssueKind(
    "D373",
    _F,
    "Database zonder tabel met gebieden",
    "In dit databasebestand staat geen tabel met gebieden{gezien}.",
    "Gebruik de wijk- en buurtkaart van CBS of PDOK (.gpkg), of bewaar de tabel als .csv.",
)
DBASE_KAPOT = IssueKind(
    "D374", _F, "dBase-bestand niet te lezen", "Het dBase-bestand (.dbf) is niet te lezen: {reden}.", _OPNIEUW
)
TEKENSET_AANGENOMEN = IssueKind(
    "D375",
    _M,
    "Tekenset aangenomen",
    "Het dBase-bestand zegt niet in welke tekenset de namen staan; gelezen als {tekenset}.",
    "Kijk of namen met een trema of accent goed staan.",
)
WATER_WEG = IssueKind(
    "D376", _M, "Water overgeslagen", "{aantal} overgeslagen: dit is water (kolom {kolom} zegt JA of B).", _NIETS
)
KOP_HERSTELD = IssueKind(
    "D377",
    _M,
    "Kapotte kop hersteld",
    "De kop '{kop}' is gelezen als {kolom}: {waarom}.",
    "Klopt dat niet, verbeter dan de kop.",
)
KOP_KAPOT = IssueKind(
    "D378",
    _W,
    "Kapotte kop",
    "De kop '{kop}' is geen naam van een kolom. De kolom is niet gebruikt.",
    "Zet de juiste naam in de kop als u deze cijfers nodig heeft.",
)
GEEN_CBS_GEBIED = IssueKind(
    "D379",
    _F,
    "Postcodes in plaats van gebieden",
    "Dit bestand heeft cijfers per postcode. Een postcode is geen gebied van CBS en past niet op een buurt of wijk.",
    "Download hetzelfde cijfer per buurt, wijk of gemeente.",
)
OUDE_LEEFBAAROMETER = IssueKind(
    "D380",
    _F,
    "Leefbaarometer 2.0",
    "Dit is de Leefbaarometer 2.0 (kolom {kolom}). Die is anders berekend en niet te vergelijken met 3.0.",
    "Gebruik de open data van de Leefbaarometer 3.0.",
)
TABELLEN_OVER = IssueKind(
    "D381",
    _M,
    "Andere tabellen niet gelezen",
    "In het bestand staan ook de tabellen {tabellen}; gelezen is {tabel}.",
    "Wilt u een andere tabel, bewaar die dan als apart bestand.",
)
ANDERE_RIJEN = IssueKind(
    "D382",
    _M,
    "Andere rijen niet gebruikt",
    "{aantal} niet gebruikt: andere leeftijd, andere periode of de grens van een schatting in plaats van de waarde.",
    _NIETS,
)

KINDS: tuple[IssueKind, ...] = tuple(
    sorted((kind for kind in list(globals().values()) if isinstance(kind, IssueKind)), key=lambda kind: kind.code)
)
