"""Pages as Markdown. Every text is escaped: nothing from a rule can become a link, a tag, a heading or a new column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from buurtwijzer.reporting.handbook.page import Alinea, Deel, Kop, Lijst, Pagina, Tabel, Tekst, Verwijzing

_MARKS = re.compile(r"([\\`*_{}\[\]|~$])")
# What a reader of Markdown turns into a link by itself: an address of a page or of mail.
_LINKS = (
    (re.compile(r"(?i)\b([a-z][a-z0-9+.-]*):(?=//)"), r"\1&#58;"),
    (re.compile(r"(?i)\bwww\."), "www&#46;"),
    (re.compile("@"), "&#64;"),
)
_LINE_START = re.compile(r"^(?:([-+=#>])|(\d+)([.)]))")
_SPACE = re.compile(r"\s+")


def render(pagina: Pagina) -> str:
    """Give a page as Markdown."""
    parts = [f"# {escape(pagina.titel)}", *(_part(deel) for deel in pagina.delen)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    r"""Give a text that reads the same and means nothing to Markdown or HTML; always on one line.

    Example:
        >>> escape("[klik](http://x) | <b>*nu*</b>")
        '\\[klik\\](http&#58;//x) \\| &lt;b&gt;\\*nu\\*&lt;/b&gt;'
    """
    one_line = _SPACE.sub(" ", text).strip()
    safe = one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = _MARKS.sub(r"\\\1", safe)
    for pattern, replacement in _LINKS:
        safe = pattern.sub(replacement, safe)
    return safe


def _defused(found: re.Match[str]) -> str:
    return f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}"


def _part(deel: Deel) -> str:
    match deel:
        case Kop():
            anchor = f'<a id="{deel.anker}"></a>\n\n' if deel.anker else ""
            return f"{anchor}{'#' * deel.niveau} {escape(deel.tekst)}"
        case Alinea():
            return _paragraph(deel)
        case Lijst():
            return "\n".join(f"- {_paragraph(regel)}" for regel in deel.regels)
        case Tabel():
            return "\n".join(_table(deel))


def _paragraph(alinea: Alinea) -> str:
    if alinea.vooraf:
        return f"**{escape(alinea.vooraf)}** {_text(alinea.tekst)}"
    return _LINE_START.sub(_defused, _text(alinea.tekst).strip())


def _text(tekst: Tekst) -> str:
    return "".join(_link(part) if isinstance(part, Verwijzing) else _keep_edges(part) for part in tekst)


def _keep_edges(text: str) -> str:
    """Escape a piece of a line, keeping the space between pieces."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{escape(text)}{after}"


def _link(link: Verwijzing) -> str:
    return f"[{escape(link.tekst)}]({link.pagina}.md{f'#{link.anker}' if link.anker else ''})"


def _table(tabel: Tabel) -> Iterator[str]:
    yield _row(tuple(escape(kop) for kop in tabel.koppen))
    yield _row(("---",) * len(tabel.koppen))
    for rij in tabel.rijen:
        yield _row(tuple(_text(cel) for cel in rij))


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
