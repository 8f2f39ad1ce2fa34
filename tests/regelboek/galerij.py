"""The gallery of broken rules: small patches on the fictional rulebook, each with what the message must say.

Lines are found by their text, so that the gallery survives an extra line in a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

FICTIEF = Path(__file__).parent.parent / "fictief_regelboek"

TOREN = "indicatoren/torenhoogte.yaml"
ROOK = "indicatoren/drakenrook.yaml"
KIND = "indicatoren/elfenkinderen.yaml"
BURCHT = "leefgebieden/burcht.yaml"
VUUR = "risicos/drakenvuur.yaml"
BRAND = "uitkomsten/brand_minder.yaml"
DAK = "uitkomsten/dak_heel.yaml"
WACHT = "interventies/brandwacht.yaml"
TOL = "prijzen/tol.yaml"
WAARDE = "parameters/waarde.yaml"
HOF = "beleid/hof.yaml"
BAND = "parameters/onzekerheid.yaml"
SAMEN = "vergelijking/samenstelling.yaml"
BRON = "bronnen/kroniek.yaml"
MANIFEST = "regelboek.yaml"

PRIJS = """id: tol
naam: Tol
omschrijving: Wat een dak per jaar aan tol kost.
per: woning_jaar
partij: gemeente
bedrag_eur:
  min: 1
  modus: 2
  max: 3
prijsjaar: 2024
reeks: prijs
bron:
  - kroniek
status: voorbeeld
eigenaar: hofmeester
herzien_voor: 2030-01-01
"""


def hoeveel(modus: float) -> str:
    """Write how many priced units one unit is."""
    words = ("toelichting: Zo telt het hof.", "bron: kroniek", "status: voorbeeld")
    lines = ("hoeveelheid:", "  min: 1", f"  modus: {modus}", "  max: 9", *(f"  {word}" for word in words))
    return "".join(f"    {line}\n" for line in lines)


def tol(plus: str = "", minus: str = "") -> str:
    """Write the parties of a roof, who pay each other a price."""
    return f"""partijen:
  - partij: gemeente
    soort: overdracht
    teken: plus
    prijs: tol
{plus}    toelichting: Zij vraagt tol per dak.
  - partij: bewoners
    soort: overdracht
    teken: min
    prijs: tol
{minus}    toelichting: Zij betalen die tol.
"""


@dataclass(frozen=True)
class Geval:
    """One broken rulebook.

    Attributes:
        naam: What is wrong, in words.
        code: Code the message must have.
        bestand: File that is changed, and that the message must name.
        oud: Text that is replaced (the first time it occurs); empty replaces the whole file.
        nieuw: What comes in its place; None removes the file.
        op: Text on the line that the message must point at (two spaces in front: how that line begins; ` #2` behind:
            the second such line); None when the message is about the whole file.
        woorden: What the message must contain.
        kolom: Column the message must point at, where it matters.
        extra: Other files to write, for mistakes that need two.
    """

    naam: str
    code: str
    bestand: str
    oud: str
    nieuw: str | bytes | None
    op: str | None
    woorden: tuple[str, ...] = ()
    kolom: int | None = None
    extra: dict[str, str] = field(default_factory=dict)

    def make(self, folder: Path) -> None:
        """Write the fictional rulebook with this mistake into an empty folder."""
        for source in sorted(FICTIEF.rglob("*.yaml")):
            target = folder / source.relative_to(FICTIEF)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
        for name, text in self.extra.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        self._patch(folder / self.bestand)

    def _patch(self, path: Path) -> None:
        if self.nieuw is None:
            path.unlink()
        elif isinstance(self.nieuw, bytes):
            path.write_bytes(self.nieuw)
        elif not self.oud:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.nieuw, encoding="utf-8")
        else:
            text = path.read_text(encoding="utf-8")
            assert self.oud in text, f"de galerij past niet meer op {self.bestand}"
            path.write_text(text.replace(self.oud, self.nieuw, 1), encoding="utf-8")

    def line(self, folder: Path) -> int | None:
        """Give the line that the message must point at."""
        if self.op is None:
            return None
        lines = (folder / self.bestand).read_text(encoding="utf-8").splitlines()
        text, _, which = self.op.partition(" #")
        found = [number for number, line in enumerate(lines, start=1) if _is_meant(line, text)]
        return found[int(which or 1) - 1]


def _is_meant(line: str, op: str) -> bool:
    """Two spaces in front mean: the line begins like this."""
    return line.startswith(op) if op.startswith("  ") else op in line


def _laag(waarde: str, *woorden: str, naam: str | None = None) -> Geval:
    """A value that looks like a number, where a number is wanted."""
    return Geval(naam or f"getal als {waarde}", "R205", ROOK, "laag: 0", f"laag: {waarde}", "laag:", woorden, kolom=9)


_DIEP = "naam: " + "[" * 30 + "]" * 30 + "\n"

BESTAND = (
    Geval("niet UTF-8", "R102", BRON, "", "id: kroniek\ntitel: cafés".encode("latin-1"), None, ("UTF-8",)),
    Geval("groter dan 1 MB", "R103", BRON, "", b"# " + b"x" * 1_000_001, None, ("1 MB",)),
    Geval("stuurteken", "R104", TOREN, "naam: Hoogte", "naam: Ho\x07ogte", "naam:", ("U+0007",), kolom=9),
    Geval("onzichtbare spatie", "R104", TOREN, "naam: Hoogte", "naam: \u200bHoogte", "naam:", ("U+200B",)),
    Geval("stuurteken via een escape", "R104", TOREN, "naam: Hoogte van de torens", r'naam: "a\x07b"', "naam:"),
    Geval("tab als inspringing", "R105", TOREN, "  - layout", "\t- layout", "- layout", ("spaties",), kolom=1),
    Geval(
        "dubbele punt in tekst", "R106", TOREN, "naam: Hoogte",
        "naam: Toren: hoogte", "naam:", ("dubbele punt", ">-"),
    ),
    Geval("inspringing klopt niet", "R106", WACHT, "  per: fte", " per: fte", " per: fte", ("inspringing",)),
    Geval("aanhalingsteken niet gesloten", "R106", BRON, "merk: aanname", "merk: 'aanname", None, ("gesloten",)),
    Geval("begint met een apestaartje", "R106", BRON, "merk: aanname", "merk: @aanname", "@", ("aanhalingstekens",)),
    Geval("sleutel zonder dubbele punt", "R106", BRON, "merk: aanname", "merk\nsoort2: x", "soort2", ("dubbele punt",)),
    Geval("streepje achter een sleutel", "R106", HOF, "verboden: []", "verboden: - x", "verboden", ("streepje",)),
    Geval("haakje niet gesloten", "R106", HOF, "lopend: []", "lopend: [a, b", None, ()),
    Geval("leeg bestand", "R107", BRON, "", "# alleen een opmerking\n", None, ("niets",)),
    Geval(
        "dubbele sleutel", "R108", TOREN, "soort: feit",
        "soort: feit\nnaam: Weer", "naam: Weer", ("'naam'", "regel 2"),
    ),
    Geval("anker", "R109", TOREN, "naam: Hoogte", "naam: &n Hoogte", "naam:", ("&n", "voluit")),
    Geval("verwijzing", "R110", TOREN, "naam: Hoogte van de torens", "naam: *n", "naam:", ("*n",)),
    Geval("samenvoegen", "R111", TOREN, "soort: feit", "soort: feit\n<<: {a: b}", "<<", ("<<",), kolom=1),
    Geval("typeaanduiding", "R112", TOREN, "laag: 100", "laag: !!int 100", "laag:", ("tag:yaml.org,2002:int",)),
    Geval("eigen typeaanduiding", "R112", TOREN, "naam: Hoogte", "naam: !Hoogte", "naam:", ("!Hoogte",)),
    Geval("twee documenten", "R113", BRON, "merk: aanname", "merk: aanname\n---\nid: b", "---", ("document",)),
    Geval("YAML-aanwijzing", "R114", BRON, "id: kroniek", "%YAML 1.1\n---\nid: kroniek", "%YAML", ("%",)),
    Geval("lege sleutel", "R115", BRON, "merk: aanname", "merk: aanname\nnull: iets", "null", ("lege sleutel",)),
    Geval("niets voor de dubbele punt", "R106", BRON, "merk: aanname", "merk: aanname\n: iets", ": iets"),
    Geval("vraagteken zonder sleutel", "R115", BRON, "merk: aanname", "merk: aanname\n?\n: iets", "?"),
    Geval("getal als sleutel", "R116", BRON, "merk: aanname", "merk: aanname\n12: iets", "12:", ("12",)),
    Geval("true als sleutel", "R116", BRON, "merk: aanname", "merk: aanname\ntrue: iets", "true:", ("true",)),
    Geval("lijst als sleutel", "R116", BRON, "merk: aanname", "merk: aanname\n? [a, b]\n: iets", "? [a"),
    Geval(
        "komma tussen accolades", "R117", WACHT, "{min: 10, modus: 20, max: 30}", "{a: tekst, meer tekst}",
        "{a: tekst", ("'meer tekst'", "aanhalingstekens"),
    ),
    Geval("te diep genest", "R118", BRON, "id: kroniek\n", _DIEP, "[[", ("20",)),
    Geval("accolades in accolades", "R119", WACHT, "{min: 10,", "{x: {y: 1}, min: 10,", "{y:", ("onder elkaar",)),
    Geval("getal van 40 cijfers", "R120", TOREN, "laag: 100", "laag: 1" + "0" * 40, "laag:", ("30 cijfers",)),
    Geval("geen getal", "R121", TOREN, "laag: 100", "laag: .nan", "laag:", (".nan",)),
    Geval("oneindig", "R121", TOREN, "laag: 100", "laag: -.inf", "laag:", ("-.inf",)),
    Geval("oneindig door de macht", "R121", TOREN, "laag: 100", "laag: 1e999", "laag:", ("1e999",)),
    Geval("lijst in plaats van sleutels", "R122", BRON, "", "- a\n- b\n", "- a", ("naam: waarde",)),
)  # fmt: skip

SLEUTELS = (
    Geval("sleutel ontbreekt", "R201", TOREN, "definitie:", "#", "id: torenhoogte", ("'definitie' ontbreekt",)),
    Geval("eigenaar ontbreekt", "R201", TOREN, "eigenaar:", "#", "id: torenhoogte", ("eigenaar", "nooit een naam")),
    Geval("sleutel ontbreekt in een groep", "R201", TOREN, "  hoog: 500\n", "", "doelwaarden:", ("'hoog'",), kolom=1),
    Geval(
        "sleutel ontbreekt in een lijst", "R201", VUUR,
        "    hoger_is_meer: true\n", "", "drakenrook", ("hoger_is_meer",),
    ),
    Geval(
        "onbekende sleutel", "R202", TOREN, "richting:",
        "richtng: x\nrichting:", "richtng", ("u 'richting'?",), kolom=1,
    ),
    Geval(
        "gewicht zonder eenheid", "R202", BURCHT, "gewicht_frac",
        "gewicht", "gewicht: 0.4", ("'gewicht_frac'?",), kolom=5,
    ),
    Geval(
        "lege waarde", "R203", TOREN,
        "definitie: Hoogte van de torens zoals de kroniek ze telt.", "definitie:", "definitie",
    ),
    Geval("leeg getal", "R203", TOREN, "laag: 100", "laag: null", "laag:", ("een getal",)),
    Geval("alleen spaties", "R203", TOREN, "naam: Hoogte van de torens", "naam: '  '", "naam:", ("een tekst",)),
    Geval("getal als tekst", "R204", TOREN, "naam: Hoogte van de torens", "naam: 2024", "naam:", ("aanhalingstekens",)),
    Geval("true als tekst", "R204", TOREN, "naam: Hoogte van de torens", "naam: true", "naam:", ("aanhalingstekens",)),
    Geval("lijst als tekst", "R204", TOREN, "naam: Hoogte van de torens", "naam: [a, b]", "naam:", ("één tekst",)),
    _laag("0,35", "Schrijf 0.35"),
    _laag("0363", "Schrijf 363", "zonder nul"),
    _laag("1_000", "Schrijf 1000"),
    _laag("12:30", "geen getal"),
    _laag("'12'", "zonder aanhalingstekens", naam="getal tussen aanhalingstekens"),
    _laag("50%", "alleen het getal: 50"),
    _laag("1.000,50", "Schrijf 1000.50"),
    _laag("1.000.000", "Schrijf 1000000"),
    _laag(".5", "Schrijf 0.5"),
    _laag("0x1A", "Schrijf 26"),
    _laag("no", "Schrijf een getal"),
    _laag("true", "Schrijf een getal"),
    _laag("€ 12,50", "12.50"),
    Geval("half jaar", "R206", TOREN, "jaar: 2020", "jaar: 2020.5", "jaar:", ("heel getal",)),
    Geval("jaar met streepje", "R206", TOREN, "jaar: 2020", "jaar: 2_020", "jaar:", ("Schrijf 2020",)),
    Geval(
        "nee in plaats van false", "R207", VUUR, "hoger_is_meer: true",
        "hoger_is_meer: nee", "nee", ("Schrijf false",),
    ),
    Geval(
        "yes in plaats van true", "R207", VUUR, "hoger_is_meer: true",
        "hoger_is_meer: yes", "yes", ("Schrijf true",),
    ),
    Geval(
        "True met hoofdletter", "R207", VUUR, "hoger_is_meer: true",
        "hoger_is_meer: True", "True", ("Schrijf true",),
    ),
    Geval(
        "1 in plaats van true", "R207", VUUR, "hoger_is_meer: true",
        "hoger_is_meer: 1", "_meer: 1", ("Schrijf true",),
    ),
    Geval("geen lijst", "R208", HOF, "verboden: []", "verboden: geen", "verboden", ("streepje",)),
    Geval("geen groep", "R209", TOREN, "bron:\n", "foutmarge: klein\nbron:\n", "foutmarge", ("'foutmarge'",)),
    Geval(
        "onbekende richting", "R210", TOREN, "hoger_is_gunstiger",
        "hoger_gunstig", "hoger_gunstig", ("u 'hoger_is_gunstiger'?",),
    ),
    Geval(
        "onbekende partij", "R210", WACHT, "trekker: gemeente",
        "trekker: gemeentehuis", "trekker", ("u 'gemeente'?",),
    ),
    Geval("onbekende keuze", "R210", WACHT, "mag_corporatie: nee", "mag_corporatie: no", "mag_corporatie", ("nee",)),
    Geval(
        "andere versie van het schema", "R210", MANIFEST,
        "schema_versie: 1", "schema_versie: 2", "schema", ("uit 1.",),
    ),
    Geval("id met hoofdletter", "R211", BRON, "id: kroniek", "id: Kroniek", "id:", ("kleine letters",)),
    Geval("versie met twee getallen", "R211", MANIFEST, "versie: 1.0.0", "versie: '1.0'", "versie:", ("1.0.0",)),
    Geval("naam van een getal", "R211", BAND, "  zaad:", "  Zaad:", "  Zaad:", ("kleine letters",)),
    Geval("id te lang", "R212", BRON, "id: kroniek", "id: k" + "a" * 60, "id:", ("60 tekens",)),
    Geval("lege lijst van bronnen", "R213", TOREN, "bron:\n  - kroniek", "bron: []", "bron: []", ("ten minste 1",)),
    Geval("datum op zijn Nederlands", "R214", TOREN, "2030-01-01", "1-1-2030", "1-1-2030", ("jaar-maand-dag",)),
    Geval("datum als getal", "R214", TOREN, "2030-01-01", "0", "herzien_voor: 0", ("jaar-maand-dag",)),
    Geval("datum als tekst met seconden", "R214", TOREN, "2030-01-01", '"1827619200"', "1827619200"),
    Geval("datum met komma", "R214", TOREN, "2030-01-01", "1827619200.0", "1827619200.0"),
    Geval("datum met tijd", "R214", TOREN, "2030-01-01", "2030-01-01T00:00", "2030-01-01T00:00"),
    Geval("datum met ja", "R214", TOREN, "2030-01-01", "true", "herzien_voor: true"),
    Geval("datum die niet bestaat", "R214", TOREN, "2030-01-01", "2030-02-30", "2030-02-30"),
)  # fmt: skip

GETALLEN = (
    Geval("gewicht boven 1", "R301", BURCHT, "0.4", "40", "gewicht_frac: 40", ("hoogstens 1",), kolom=19),
    Geval("gewicht nul", "R301", BURCHT, "0.4", "0", "gewicht_frac: 0", ("groter dan 0",)),
    Geval("percentage boven 100", "R301", BAND, "waarde: 90", "waarde: 120", "waarde: 120", ("hoogstens 99,9",)),
    Geval("te weinig trekkingen", "R301", BAND, "waarde: 100", "waarde: 5", "waarde: 5", ("ten minste 50",)),
    Geval("halve trekking", "R206", BAND, "waarde: 100", "waarde: 100.5", "waarde: 100.5", ("trekkingen_n",)),
    Geval("doelwaarden omgekeerd", "R302", TOREN, "laag: 100", "laag: 600", "laag:", ("600", "kleiner", "500")),
    Geval(
        "grenzen omgekeerd", "R302", ROOK, "doelwaarden:",
        "ondergrens: 9\nbovengrens: 3\ndoelwaarden:", "ondergrens",
    ),
    Geval("kosten omgekeerd", "R302", WACHT, "modus: 20", "modus: 40", "bedrag_eur", ("niet groter", "40", "30")),
    Geval("bereik omgekeerd", "R302", WACHT, "aantal_min: 1", "aantal_min: 9", "aantal_min", ("9", "2")),
    Geval(
        "jaren omgekeerd", "R302", ROOK, "waarde: p_leegsw",
        "waarde: x\n    vanaf_jaar: 2020\n    tot_jaar: 2010", "layout",
    ),
    Geval(
        "poort omgekeerd", "R302", WACHT, "vanaf_score: 50",
        "vanaf_score: 50\n      tot_score: 40", "    - uitkomst: drakenvuur",
    ),
    Geval(
        "andere eenheid in doelwaarden", "R303", ROOK, "  eenheid: pct",
        "  eenheid: per_1000", "  eenheid", ("per_1000", "pct"),
    ),
    Geval(
        "andere eenheid in foutmarge", "R303", KIND, "  eenheid: aantal",
        "  eenheid: pct", "  eenheid: pct #2", ("aantal",),
    ),
    Geval("gewichten van een leefgebied", "R304", BURCHT, "0.35", "0.25", "onderdelen", ("0,9",)),
    Geval(
        "gewichten van een kracht", "R304", "krachten/gezang.yaml",
        "gewicht_frac: 1", "gewicht_frac: 0.5", "onderdelen",
    ),
    Geval("druk en buffers samen", "R304", VUUR, "0.75", "0.7", "druk:", ("0,95",)),
    Geval("gewichten van de vergelijking", "R304", SAMEN, "0.5", "0.6", "kenmerken", ("1,1",)),
    Geval("geen kolom", "R306", ROOK, "    waarde: p_leegsw\n", "", "layout", ("'noemer'",)),
    Geval("kolom en teller", "R306", KIND, "    noemer:", "    waarde: x\n    noemer:", "layout"),
    Geval("teller zonder noemer", "R306", KIND, "    noemer: a_hh\n", "", "layout"),
    Geval(
        "twee kolommen in hetzelfde jaar", "R307", ROOK, "    waarde: p_leegsw\n",
        "    waarde: p_leegsw\n    vanaf_jaar: 2020\n  - layout: cbs_kwb\n    waarde: x\n    tot_jaar: 2020\n",
        "  - layout: cbs_kwb #2", ("cbs_kwb", "2020"),
    ),
    Geval(
        "poort zonder grens", "R308", WACHT, "      vanaf_score: 50\n",
        "", "    - uitkomst: drakenvuur", ("'vanaf_score'",),
    ),
    Geval(
        "doelgroep zonder grens", "R308", WACHT, "  alleen_na",
        "  doelgroep:\n    - indicator: torenhoogte\n  alleen_na",
        "indicator: torenhoogte", ("'minimaal'",),
    ),
    Geval(
        "bereik per iets anders", "R309", WACHT, "eenheid: woningen\n  per: fte",
        "eenheid: woningen\n  per: zaak", "per: zaak", ("zaak", "fte"),
    ),
    Geval("E0b met één bevinding", "R310", WACHT, "niveau: E3", "niveau: E0b", "niveau: E0b", ("hetzelfde",)),
    Geval("E0a met een effect", "R310", WACHT, "niveau: E3", "niveau: E0a", "niveau: E0a", ("midden 0",)),
    Geval("bewijs zonder effect", "R310", WACHT, "wijst_op: effect", "wijst_op: ongunstig", "  niveau: E3"),
    Geval(
        "lokaal besluit zonder reden", "R311", WACHT, "besluit: false",
        "besluit: true", "besluit: true", ("waarom_besluit",),
    ),
    Geval("indicator twee keer", "R312", BURCHT, "drakenrook", "torenhoogte", "onderdelen", ("'torenhoogte'",)),
    Geval("betaler twee keer", "R312", WACHT, "betalers:", "betalers:\n  - gemeente", "betalers", ("'gemeente'",)),
    Geval(
        "effecten door elkaar", "R313", WACHT, "midden: 0.2", "midden: 0.9", "midden", ("lopen niet op",),
    ),
    Geval("meer dan alles weg", "R313", WACHT, "hoog: 0.3", "hoog: 1.3", "hoog", ("tussen -1 en 1",)),
    Geval(
        "indicator en reden", "R330", BRAND, "indicator: drakenrook",
        "indicator: drakenrook\nzonder_indicator: Te heet.", "indicator", ("'zonder_indicator'",),
    ),
    Geval("geen indicator en geen reden", "R330", DAK, "zonder_indicator: Niemand telt daken.\n", "", None),
    Geval("twee keer afgetrokken", "R332", WACHT, "ook_frac: 0.0", "ook_frac: 0.3", "anders_ook_frac", ("0,3",)),
    Geval("geen lekkage genoemd", "R201", WACHT, "  lekkage_frac: 0.0\n", "", None, ("lekkage_frac",)),
    Geval(
        "twee keer over een betaler", "R312", WACHT, "mag_corporatie: nee\n",
        "mag_corporatie: nee\nmag_betalen:\n"
        "  - partijen: [scholen, rijk, scholen]\n    mag: ja\n    waarom: Zo is het.\n    bron: kroniek\n"
        "    status: voorbeeld\n",
        "partijen", ("scholen",),
    ),
    Geval("overdracht zonder tegenpartij", "R331", DAK, "teken: min", "teken: plus", "partijen", ("plus",)),
    Geval(
        "weging van advies", "R313", "parameters/advies.yaml", "waarde: 0.7", "waarde: 0.6", "niveau_frac", ("0,9",),
    ),
    Geval(
        "niveaus lopen niet op", "R313", "parameters/niveaus.yaml",
        "waarde: 20", "waarde: 60", "laag_tot", ("oplopen",),
    ),
    Geval(
        "doelwaarde die niet kan", "R314", ROOK, "doelwaarden:",
        "ondergrens: 5\ndoelwaarden:", "laag:", ("ondergrens", "5"),
    ),
    Geval(
        "verkeerde eenheid van een getal", "R315", BAND,
        "eenheid: aantal", "eenheid: pct", "eenheid: pct", ("aantal",),
    ),
)  # fmt: skip

VERBANDEN = (
    Geval("geen manifest", "R402", MANIFEST, "", None, None, ("regelboek.yaml",)),
    Geval("onbekende map", "R403", "indicators/a.yaml", "", "id: a\n", None, ("'indicatoren'?",)),
    Geval("regel naast de mappen", "R404", "torenhoogte.yaml", "", "id: a\n", None, ("<id>.yaml",)),
    Geval("verkeerde uitgang", "R404", "indicatoren/toren.yml", "", "id: toren\n", None),
    Geval("map in een map", "R404", "indicatoren/oud/toren.yaml", "", "id: toren\n", None),
    Geval("lege map", "R405", HOF, "", None, None, ("'beleid'",)),
    Geval("bestandsnaam en id", "R406", BRON, "id: kroniek", "id: kronieken", "id:", ("kronieken.yaml",)),
    Geval(
        "id in twee bestanden", "R407", "bronnen/zander.yaml", "",
        (FICTIEF / BRON).read_text(encoding="utf-8"), "id:", ("bronnen/kroniek.yaml",),
    ),
    Geval(
        "id van twee uitkomsten", "R407", "krachten/gezang.yaml", "id: gezang", "id: burcht", "id:",
        ("leefgebieden/burcht",),
    ),
    Geval(
        "onbekende bron", "R408", TOREN, "bron: kroniek", "bron: kronik",
        "bron: kronik", ("bron 'kronik'", "u 'kroniek'?"), kolom=3,
    ),
    Geval(
        "onbekende bron in een lijst", "R408", TOREN, "  - kroniek",
        "  - hofbode", "hofbode", ("bron 'hofbode'",), kolom=5,
    ),
    Geval(
        "onbekende indicator", "R408", BURCHT, "indicator: drakenrook",
        "indicator: draken_rook", "draken_rook", ("u 'drakenrook'?",),
    ),
    Geval(
        "onbekend officieel cijfer", "R408", VUUR, "officieel_cijfer: null",
        "officieel_cijfer: vuurmeting", "vuurmeting",
    ),
    Geval(
        "onbekend leefgebied", "R408", WACHT, "leefgebied: burcht",
        "leefgebied: kasteel", "kasteel", ("leefgebied 'kasteel'",),
    ),
    Geval(
        "onbekende uitkomst", "R408", WACHT, "uitkomst: drakenvuur",
        "uitkomst: drakevuur", "drakevuur", ("u 'drakenvuur'?",),
    ),
    Geval(
        "effect op een score in plaats van een uitkomst", "R408", WACHT, "uitkomst: brand_minder",
        "uitkomst: drakenvuur", "uitkomst: drakenvuur", ("uitkomst van een interventie 'drakenvuur'",),
    ),
    Geval("uitkomst die niets raakt", "R408", BRAND, "  - drakenvuur", "  - drakenhuid", "drakenhuid"),
    Geval("onbekende benaderstijl", "R408", WACHT, "stijl: dichtbij", "stijl: ver_weg", "ver_weg", ("ver_weg",)),
    Geval(
        "vraag naar wat er niet is", "R408", "vragen/waar_brandt_het.yaml", "- drakenvuur", "- vuur", "vuur",
    ),
    Geval(
        "keten van één kant", "R430", BRAND, "keten: []", "keten:\n  - dak_heel", "- dak_heel", ("'brand_minder'",),
    ),
    Geval(
        "geen vorm voor een stijl", "R431", WACHT, "naam: Brandwacht", "naam: Wacht", "vormen:", ("'ver_weg'",),
        extra={
            "benaderstijlen/ver_weg.yaml": (FICTIEF / "benaderstijlen/dichtbij.yaml")
            .read_text(encoding="utf-8")
            .replace("id: dichtbij", "id: ver_weg")
        },
    ),
    Geval("effect naast de poort", "R432", WACHT, "uitkomst: brand_minder", "uitkomst: dak_heel", "effecten",
          ("drakenvuur",)),
    Geval(
        "onbekende interventie", "R408", HOF, "lopend: []",
        "lopend:\n  - brandweer", "brandweer", ("interventie 'brandweer'",),
    ),
    Geval(
        "onbekende prioriteit", "R408", HOF, "  - drakenvuur",
        "  - brandwacht", "brandwacht", ("uitkomst 'brandwacht'",),
    ),
    Geval(
        "zonder doelwaarden", "R409", BURCHT, "drakenrook", "kaal", "indicator: kaal",
        ("'kaal'", "indicatoren/kaal.yaml"),
        extra={
            "indicatoren/kaal.yaml": "id: kaal\nnaam: Kaal\ndefinitie: x\neenheid: pct\nrichting: lager_is_gunstiger\n"
            "soort: feit\nkolommen:\n  - layout: cbs_kwb\n    waarde: p_kaal\nbron:\n  - kroniek\nstatus: voorbeeld\n"
            "eigenaar: hofmeester\nherzien_voor: 2030-01-01\n"
        },
    ),
    Geval("kolom over herkomst", "R411", KIND, "- a_hh_m_k", "- a_nw_all", "a_nw_all", ("a_nw_all", "nooit")),
    Geval("kolom over geloof", "R411", ROOK, "waarde: p_leegsw", "waarde: percentage religie", "religie"),
    Geval(
        "voorspelt zichzelf", "R412", VUUR, "officieel_cijfer: null",
        "officieel_cijfer: drakenrook", "officieel", ("0,75",),
    ),
    Geval(
        "verplicht getal weg", "R413", BAND, "  zaad:", "  korrel:",
        "getallen", ("'zaad'", "parameters/onzekerheid.yaml"),
    ),
    Geval("groep getallen weg", "R413", "parameters/dekking.yaml", "", None, None, ("'beperkt_pct'",)),
)  # fmt: skip

_PARTIJEN = """partijen:
  - partij: gemeente
    soort: overdracht
    teken: plus
    toelichting: Zij vraagt tol per dak.
  - partij: bewoners
    soort: overdracht
    teken: min
    toelichting: Zij betalen die tol.
"""
_DAK_IN_KETEN = (FICTIEF / DAK).read_text(encoding="utf-8").replace("keten: []", "keten:\n  - brand_minder")

WAARDEN = (
    Geval("prijs loopt terug", "R302", TOL, "", PRIJS.replace("min: 1", "min: 7"), "min:", ("'modus' (2)",)),
    Geval(
        "hoeveelheid loopt terug", "R302", DAK, _PARTIJEN, tol(hoeveel(10), hoeveel(10)), "modus: 10", ("'max' (9)",),
        extra={TOL: PRIJS},
    ),
    Geval(
        "prijs die er niet is", "R408", DAK, _PARTIJEN, tol(), "prijs: tol", ("prijs 'tol'",),
        extra={"prijzen/tolk.yaml": PRIJS.replace("id: tol", "id: tolk")},
    ),
    Geval(
        "prijs alleen om te vergelijken", "R602", DAK, _PARTIJEN, tol(), "prijs: tol", ("'tol'", "alleen_vergelijking"),
        extra={TOL: PRIJS.replace("reeks: prijs", "reeks: prijs\nalleen_vergelijking: true")},
    ),
    Geval(
        "prijs in een andere eenheid", "R603", DAK, _PARTIJEN, tol(), "prijs: tol", ("per uur", "woning_jaar"),
        extra={TOL: PRIJS.replace("per: woning_jaar", "per: uur")},
    ),
    Geval(
        "overdracht die lekt", "R604", DAK, _PARTIJEN, tol(hoeveel(2), hoeveel(3)), "partijen", ("'tol'", "evenveel"),
        extra={TOL: PRIJS},
    ),
    Geval(
        "overdracht die meer dan een dak is", "R604", DAK, _PARTIJEN, tol(hoeveel(2)), "partijen", ("'tol'",),
        extra={TOL: PRIJS},
    ),
    Geval(
        "keten zonder volgorde", "R601", BRAND, "keten: []", "keten:\n  - dak_heel", "- dak_heel",
        ("(500)", "'dak_heel'"),
        extra={DAK: _DAK_IN_KETEN},
    ),
    Geval(
        "keten van geld en daken", "R605", BRAND, "eenheid: geval", "eenheid: euro", "- dak_heel",
        ("per euro", "per woning_jaar"),
        extra={
            DAK: _DAK_IN_KETEN,
            BRAND: (FICTIEF / BRAND)
            .read_text(encoding="utf-8")
            .replace("keten: []", "keten:\n  - dak_heel\nketen_rang: 100"),
        },
    ),
    Geval(
        "zelfde prijs, niet in een keten", "R610", BRAND, "    toelichting: Zij houden hun dak.",
        f"    prijs: tol\n{hoeveel(2)}    toelichting: Zij houden hun dak.", "prijs: tol",
        ("'brand_minder'", "'dak_heel'", "'tol'"),
        extra={TOL: PRIJS, DAK: (FICTIEF / DAK).read_text(encoding="utf-8").replace(_PARTIJEN, tol())},
    ),
    Geval(
        "los van elkaar en in een keten", "R611", BRAND, "keten: []",
        "keten:\n  - dak_heel\nketen_rang: 100\nlos_van:\n  - uitkomst: dak_heel\n    waarom: Een ander dak.",
        "- uitkomst: dak_heel", ("'brand_minder'", "'dak_heel'"),
        extra={DAK: _DAK_IN_KETEN},
    ),
    Geval(
        "los van wat er niet is", "R408", BRAND, "keten: []",
        "keten: []\nlos_van:\n  - uitkomst: dak_hel\n    waarom: Een ander dak.", "- uitkomst: dak_hel", ("'dak_hel'",),
    ),
    Geval("discontovoet in procenten", "R301", WAARDE, "waarde: 0.0225", "waarde: 2.25", "waarde: 2.25", ("0,15",)),
    Geval("munt is beter", "R301", WAARDE, "waarde: 0.65", "waarde: 0.45", "waarde: 0.45", ("0,5",)),
    Geval(
        "half meetellen", "R206", WAARDE, "waarde: 1\n    eenheid: aantal", "waarde: 0.75\n    eenheid: aantal",
        "waarde: 0.75",
    ),
    Geval(
        "zwakker bewijs telt zwaarder", "R313", WAARDE, "  korting_e4_frac:\n    waarde: 0.1",
        "  korting_e4_frac:\n    waarde: 0.3", "  korting_e5", ("niet dalen",),
    ),
    Geval(
        "btw zonder zorgkantoor", "R413", WAARDE, "btw_last_zorgkantoor_frac", "btw_last_zorgkantor_frac", "getallen",
        ("btw_last_zorgkantoor_frac",),
    ),
)  # fmt: skip

GEVALLEN = (*BESTAND, *SLEUTELS, *GETALLEN, *VERBANDEN, *WAARDEN)
