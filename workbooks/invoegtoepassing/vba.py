"""The VBA project of the add-in: xlwings' own modules, ours, and the worksheet functions, as a `vbaProject.bin`."""

from __future__ import annotations

import struct
import tempfile
import zipfile
from pathlib import Path

from pyopenvba import ExcelFile
from pyopenvba.cfb import CFB

from invoegtoepassing.wrappers import wrapper_source

PROJECT = "Buurtwijzer"
CONF = "buurtwijzer"
_PROJECT_NAME_RECORD = 0x0004
_PART = "xl/vbaProject.bin"

# What changes in xlwings' module, each text exactly once. Settings come from our own sheet and the user's own file:
# as it was, a workbook that someone else made could name the Python that a button starts. Code in a workbook goes.
_PATCHES = (
    (
        "'Version: 0.37.8\n",
        "'Version: 0.37.8, adapted for Buurtwijzer: settings and code from a user's workbook are not used.\n",
    ),
    ('Public Const PROJECT_NAME As String = "myaddin"', f'Public Const PROJECT_NAME As String = "{CONF}"'),
    (
        """    For i = 1 To 2
        If i = 1 Then
            Set wb = ActiveWorkbook
        Else
            Set wb = ThisWorkbook
        End If
        For Each sht In wb.Worksheets
            If Right$(sht.Name, 3) = ".py" Then
                uses_embedded_code = True
                Exit For
            End If
        Next
    Next i
""",
        "",
    ),
    (
        """    ' PythonCommand with embedded code
    If uses_embedded_code = True Then
        licenseKey = GetConfig("LICENSE_KEY")
        If licenseKey = "" Then
            MsgBox "Embedded code requires a valid LICENSE_KEY."
            Exit Function
        Else
            PythonCommand = "import xlwings.pro;xlwings.pro.runpython_embedded_code('" & SourcePythonCommand & "')"
        End If
    End If

""",
        "",
    ),
    (
        """            'Workbook Sheet Config
            If SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") = True Then
                If GetConfigFromSheet(ActiveWorkbook).Exists(configKey) = True Then
                    GetConfig = GetConfigFromSheet(ActiveWorkbook).Item(configKey)
                    GetConfig = ExpandEnvironmentStrings(GetConfig)
                    Exit Function
                End If
            End If
""",
        "",
    ),
    (
        """    ' Directory Config
    If source = "" Or source = "directory" Then
        #If App = "Microsoft Excel" Then
            If GetFullName(ActiveWorkbook) <> "" Then ' Empty if local dir can't be figured out (e.g. SharePoint)
        #Else
            If InStr(GetDirectoryPath(), "://") = 0 Then ' Other Office apps: skip for synced SharePoint/OneDrive files
        #End If
            If FileExists(GetDirectoryConfigFilePath()) = True Then
                If GetConfigFromFile(GetDirectoryConfigFilePath(), configKey, configValue) Then
                    GetConfig = configValue
                    GetConfig = ExpandEnvironmentStrings(GetConfig)
                    Exit Function
                End If
            End If
        End If
    End If

""",
        "",
    ),
    ('Application.StatusBar = "Running..."', 'Application.StatusBar = "Buurtwijzer werkt..."'),
    (
        "MsgBox \"To enable RunPython, please run 'xlwings runpython install' in a terminal once and try again.\"",
        'MsgBox "Excel kon Python niet starten. Typ in Terminal: buurtwijzer addin install"',
    ),
    ('MsgBox "Could not find Interpreter!"', 'MsgBox "Python niet gevonden. Typ: buurtwijzer addin install"'),
)


def project_bytes(quickstart: Path, sources: Path) -> bytes:
    """Build the project.

    Args:
        quickstart: xlwings' add-in with a ribbon.
        sources: Folder with our ``.bas`` files.

    Raises:
        ValueError: xlwings' module is not the one that was reviewed.
    """
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "buurtwijzer.xlam"
        with ExcelFile(quickstart) as book:
            project = book.vba_project()
            named = _with_name(project.dir_raw)
            project.dir_modules_offset += len(named) - len(project.dir_raw)
            project.dir_raw = named
            project.delete_module("RibbonMyAddin")
            book.set_module("xlwings", patched(book.get_module("xlwings")))
            for name, text in own_modules(sources).items():
                project.add_module(name, text)
            book.save(target)
        with zipfile.ZipFile(target) as package:
            container = CFB.from_bytes(package.read(_PART))
    listing = container.get_stream("PROJECT").decode("cp1252")
    container.write_stream("PROJECT", listing.replace('Name="MyAddin"', f'Name="{PROJECT}"').encode("cp1252"))
    return bytes(container.to_bytes())


def own_modules(sources: Path) -> dict[str, str]:
    """Give our modules by name, in the order of the project: the files, then the generated worksheet functions."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(sources.glob("*.bas"))}
    return {name: _windows_lines(text) for name, text in {**texts, "xlwings_udfs": wrapper_source()}.items()}


def patched(source: str) -> str:
    """Give xlwings' module with our changes.

    Raises:
        ValueError: A text that is replaced does not stand there exactly once.
    """
    text = source.replace("\r\n", "\n")
    for old, new in _PATCHES:
        if text.count(old) != 1:
            raise ValueError(
                f"xlwings' module changed: {old.strip().splitlines()[0]!r} stands there {text.count(old)} times"
            )
        text = text.replace(old, new)
    return _windows_lines(text)


def _windows_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _with_name(directory: bytes) -> bytes:
    """Give the head of the project with its own name; the name stands before any record of another shape."""
    position = 0
    while True:
        record, size = struct.unpack_from("<HI", directory, position)
        if record == _PROJECT_NAME_RECORD:
            name = PROJECT.encode("cp1252")
            head = directory[:position] + struct.pack("<HI", record, len(name)) + name
            return head + directory[position + 6 + size :]
        position += 6 + size
