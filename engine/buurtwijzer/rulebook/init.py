"""What stands in a new folder with own rules: manifest, explanation, an example, schemas, a copy of the base."""

from __future__ import annotations

from pathlib import Path

from buurtwijzer.core.errors import RulebookError
from buurtwijzer.core.resources import shipped
from buurtwijzer.rulebook.json_schema import render_schemas
from buurtwijzer.rulebook.loader import check_rulebook
from buurtwijzer.rulebook.overlay import BASE_COPY, base_mark, named_files

_EXAMPLE = "beleid"

_MANIFEST = """\
# yaml-language-server: $schema=schema/regelboek.json
# Pas naam en eigenaar aan. Verhoog 'versie' als u een regel verandert.
id: eigen_regels
naam: Eigen regels
versie: 1.0.0
schema_versie: 1
eigenaar: beheerder regelboek
# Laat deze regel staan: hij zegt op welke meegeleverde regels deze map rust.
gebaseerd_op: {merk}
"""

_ABOUT_EXAMPLE = """\
# Dit is een voorbeeld van een eigen regel. Het bestand heet net zo als een meegeleverde regel en vervangt die
# helemaal. Alles wat u niet in uw map zet, blijft zoals het is meegeleverd.
# Een regel die begint met een hekje is uitleg en doet niets. Uw uitleg blijft staan als u bijwerkt.
"""

_README = """\
# Eigen regels

Deze map verandert de regels van Buurtwijzer voor uw organisatie. Er staat alleen in wat bij u anders is. De rest komt
uit {naam} {versie}, dat met Buurtwijzer is meegeleverd.

## Een regel veranderen

1. Zoek de regel in de map `basis`. Dat is een kopie om in te kijken; wijzig daar niets.
2. Kopieer het bestand naar dezelfde plek, maar dan zonder `basis`. Bijvoorbeeld van `basis/interventies/x.yaml` naar
   `interventies/x.yaml`.
3. Verander het bestand. Het vervangt de meegeleverde regel helemaal.
4. Kijk na met `buurtwijzer rules check --regels DEZE-MAP`.

Een nieuwe regel heeft een nieuw `id`; de bestandsnaam is het `id`.

## Een regel weghalen

Maak een bestand `vervallen.yaml` met bijvoorbeeld:

```yaml
# yaml-language-server: $schema=schema/vervallen.json
vervallen:
  - map: interventies
    id: {weg}
    reden: De gemeenteraad heeft hier niet voor gekozen.
```

## Gebruiken

- Noem de map `buurtwijzer-regels` en zet hem naast uw werkmap. Dan wordt hij vanzelf gebruikt.
- Of geef `--regels MAP` mee, of zet de map in de variabele `BUURTWIJZER_REGELS`.

Buurtwijzer zegt altijd welke regels gebruikt zijn. Het staat ook op het blad Verantwoording.

## Handig

- `buurtwijzer rules diff MAP` laat zien wat bij u anders is.
- `buurtwijzer rules upgrade MAP` werkt bij als er nieuwe meegeleverde regels zijn. Uw keuzes blijven staan. Is iets bij
  u en in de basis veranderd, dan kiest u zelf. Kijk eerst met `--proef`. De oude bestanden blijven in de map `vorige`.
- Een editor die JSON Schema kent, zoals VS Code met de YAML-uitbreiding, vult woorden aan en onderstreept fouten. De
  schema's staan in de map `schema`.
- De uitleg van elk woord staat in het handboek: `buurtwijzer rules handbook -o handboek`.
"""


def overlay_files(basis: Path | None = None) -> dict[str, bytes]:
    """Give the files of a new folder with own rules.

    Args:
        basis: Complete rulebook to start from; None takes the shipped one.

    Returns:
        Content by relative name; the folder changes nothing until it is edited.

    Raises:
        RulebookError: The base itself has mistakes.
    """
    base = shipped("rules") if basis is None else basis
    rulebook, issues = check_rulebook(base)
    if rulebook is None:
        raise RulebookError(issues)
    mark = base_mark(rulebook.manifest, rulebook.sha256)
    example = next((id_ for id_, item in rulebook.beleid.items() if item.actief), next(iter(rulebook.beleid)))
    words = {
        "naam": rulebook.manifest.naam,
        "versie": rulebook.manifest.versie,
        "weg": next(iter(rulebook.interventies), "id_van_de_regel"),
    }
    texts = {
        "regelboek.yaml": _MANIFEST.format(merk=mark),
        "LEESMIJ.md": _README.format(**words),
        f"{_EXAMPLE}/{example}.yaml": _with_explanation(base / _EXAMPLE / f"{example}.yaml"),
        **{f"schema/{name}": text for name, text in render_schemas().items()},
    }
    return {name: text.encode() for name, text in texts.items()} | base_copy(base)


def base_copy(base: Path) -> dict[str, bytes]:
    """Give the copy of the base that an overlay keeps, so that it can be compared without any network."""
    return {f"{BASE_COPY}/{name}": path.read_bytes() for name, path in named_files(base).items()}


def _with_explanation(path: Path) -> str:
    """Put the explanation under the first line, which tells editors the schema."""
    text = path.read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    if not first.startswith("# yaml-language-server"):
        return _ABOUT_EXAMPLE + text
    return f"{first}\n{_ABOUT_EXAMPLE}{rest}"
