"""The add-in as a file: xlwings' quickstart with our ribbon, icons, settings sheet, names and VBA project.

Parts are stored, not compressed: every version of zlib then gives the same bytes, and anyone can look inside.
"""

from __future__ import annotations

import io
import re
import zipfile
from importlib.metadata import version
from pathlib import Path
from xml.sax.saxutils import escape

from invoegtoepassing.vba import CONF

_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EARLIEST = (1980, 1, 1, 0, 0, 0)

SETTINGS = (
    ("ADD_WORKBOOK_TO_PYTHONPATH", "false"),
    ("UDF MODULES", "buurtwijzer_excel.functions"),
    ("SHOW CONSOLE", "false"),
)
"""Settings of the add-in itself; the interpreter stands in the file of the user that ``addin install`` writes."""


def package_bytes(quickstart: Path, project: bytes, ribbon: Path) -> bytes:
    """Give the add-in.

    Args:
        quickstart: xlwings' add-in with a ribbon.
        project: The VBA project.
        ribbon: Folder with the ribbon XML and the icons.
    """
    with zipfile.ZipFile(quickstart) as source:
        parts = {name: source.read(name) for name in source.namelist() if not name.startswith("customUI/")}
    tab = (ribbon / "customUI14.xml").read_text(encoding="utf-8")
    images = sorted(set(re.findall(r'image="(\w+)"', tab)))
    parts["[Content_Types].xml"] = _with_png(parts["[Content_Types].xml"])
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"customUI/customUI.xml", b"customUI/customUI14.xml")
    parts["customUI/customUI14.xml"] = tab.encode()
    parts["customUI/_rels/customUI14.xml.rels"] = _image_links(images)
    parts |= {f"customUI/images/{name}.png": (ribbon / "pictogrammen" / f"{name}.png").read_bytes() for name in images}
    parts["docProps/app.xml"] = _app()
    parts["docProps/core.xml"] = _core()
    parts["xl/workbook.xml"] = _workbook(parts["xl/workbook.xml"])
    parts["xl/worksheets/sheet1.xml"] = _settings_sheet()
    parts["xl/sharedStrings.xml"] = _shared_strings()
    parts["xl/vbaProject.bin"] = project
    return _zipped(parts)


def _with_png(types: bytes) -> bytes:
    return types.replace(b"<Override", b'<Default Extension="png" ContentType="image/png" /><Override', 1)


def _image_links(images: list[str]) -> bytes:
    links = "".join(
        f'<Relationship Id="{name}" Type="{_RELATIONSHIP}/image" Target="images/{name}.png"/>' for name in images
    )
    return (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}'
        "</Relationships>"
    ).encode()


def _workbook(part: bytes) -> bytes:
    """Give the workbook with an active settings sheet, and without the folder it was once made in."""
    text = part.decode()
    text = text.replace('name="_myaddin.conf"', f'name="{CONF}.conf"')
    return re.sub(r"<mc:AlternateContent.*?</mc:AlternateContent>", "", text, flags=re.DOTALL).encode()


def _settings_sheet() -> bytes:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" t="s"><v>{2 * row - 2}</v></c><c r="B{row}" t="s"><v>{2 * row - 1}</v></c></row>'
        for row in range(1, len(SETTINGS) + 1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<sheetPr codeName="Sheet2"/><dimension ref="A1:B{len(SETTINGS)}"/><sheetData>{rows}</sheetData></worksheet>'
    ).encode()


def _shared_strings() -> bytes:
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for pair in SETTINGS for text in pair)
    count = 2 * len(SETTINGS)
    return (
        f'{_HEAD}<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{count}" '
        f'uniqueCount="{count}">{texts}</sst>'
    ).encode()


def _app() -> bytes:
    return (
        f'{_HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion></Properties>"
    ).encode()


def _core() -> bytes:
    """Give the properties of the file: its version, and that of xlwings that it works with."""
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
        "<dc:title>Buurtwijzer</dc:title><dc:creator>De makers van Buurtwijzer</dc:creator>"
        f"<dc:description>xlwings {version('xlwings')}</dc:description>"
        f"<cp:version>{version('buurtwijzer')}</cp:version></cp:coreProperties>"
    ).encode()


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    first = "[Content_Types].xml"
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name in (first, *sorted(parts.keys() - {first})):
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.external_attr = 0
            entry.create_system = 0
            package.writestr(entry, parts[name])
    return out.getvalue()
