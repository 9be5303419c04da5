"""`.html` and `.htm`: the words of a page, blocks on lines of their own, tables row by row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.encodings import LegacyEncoding, convert, decode
from corpus.errors import DamagedFile
from corpus.readers.html_builder import HtmlBuilder
from corpus.readers.layout import lay_out
from corpus.readers.limits import Limits
from corpus.readers.text_writer import TextWriter
from corpus.source_text import SourceText

# What a page shows around a document, or not at all.
_DROPPED = (
    "head, script, style, noscript, template, nav, button, select, textarea, input, svg, iframe, "
    "object, audio, video, canvas, dialog, [hidden], body > footer, body > aside"
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4096

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_DEEPEST = 2000
_MOST_REOPENED = 5_000_000
# Elements whose end tags may be left out, or that have none: they do not nest by themselves.
_NO_DEPTH = frozenset((
    "p", "li", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "col", "option",
    "optgroup", "dt", "dd", "br", "hr", "img", "input", "meta", "link", "base", "area", "embed",
    "source", "track", "wbr", "param", "html", "head", "body", "rt", "rp",
))  # fmt: skip
_FORMATTING = frozenset((
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt",
    "u",
))  # fmt: skip


def read_html(data: bytes, limits: Limits) -> SourceText:
    """Reads a web page.

    Scripts, styles and navigation are dropped. A table's row is one line with cells parted by
    tabs; a table that only places text (the header beside the Quốc hiệu) is written cell by cell.

    Raises:
        DamagedFile: not text, or elements nested deeper than any page needs.
        EmptyDocument: the page shows no text.
        TooLarge: over `limits`.
    """
    markup, encoding, legacy, warnings = _decode(data)
    limits.check_characters(len(markup))
    _check_nesting(markup)
    tree = LexborHTMLParser(markup)
    for node in tree.css(_DROPPED):
        if node.tag not in {"html", "body"}:
            node.decompose()
    root = _main_part(tree)
    if root is None:
        raise DamagedFile("holds no HTML; save the page again")
    builder = HtmlBuilder(convert_fonts=legacy is None)
    _walk(root, builder)
    writer = TextWriter(limits)
    lay_out(builder.finish(_converter(legacy)), writer)
    source = writer.finish("text/html", hashlib.sha256(data).hexdigest(), warnings)
    return replace(source, encoding=encoding)


def _decode(data: bytes) -> tuple[str, str, LegacyEncoding | None, tuple[str, ...]]:
    """The markup, its encoding, and the font encoding that its words are still to be freed of.

    Words are converted paragraph by paragraph later, because tags would hide their neighbours.
    """
    declared = _CHARSET.search(data[:_HEAD_BYTES])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
    if decoded.encoding not in {"tcvn3", "vni"}:
        return decoded.text, decoded.encoding, None, decoded.warnings
    try:
        codes = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        codes = data.decode("cp1252", errors="replace")
    legacy: LegacyEncoding = "tcvn3" if decoded.encoding == "tcvn3" else "vni"
    return codes, decoded.encoding, legacy, decoded.warnings


def _converter(legacy: LegacyEncoding | None) -> Callable[[str], str] | None:
    return None if legacy is None else lambda text: convert(text, legacy)


def _check_nesting(markup: str) -> None:
    """Refuses markup that makes an HTML parser take quadratic time or memory."""
    depth = deepest = formatting = reopened = 0
    for match in _TAG.finditer(markup):
        tag = match[2].lower()
        if tag in _FORMATTING:
            formatting = max(0, formatting + (-1 if match[1] else 1))
        elif not match[1]:
            # Every block opens again the formatting elements that were never closed.
            reopened += formatting
        if tag not in _NO_DEPTH:
            depth = max(0, depth + (-1 if match[1] else 1))
            deepest = max(deepest, depth)
    if deepest > _DEEPEST or reopened > _MOST_REOPENED:
        raise DamagedFile("nests its HTML elements too deep; save the page again as text")


def _main_part(tree: LexborHTMLParser) -> LexborNode | None:
    """The page's one `main` or `article` element if it holds most of the words, else the body."""
    body = tree.body
    if body is None:
        return None
    whole = len(body.text())
    for selector in ("main", "article"):
        found = tree.css(selector)
        if len(found) == 1 and len(found[0].text()) > 0.6 * whole:
            return found[0]
    return body


def _walk(root: LexborNode, builder: HtmlBuilder) -> None:
    """Visits every node in document order, without recursion: pages nest as they like."""
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        if closing:
            builder.close(node.tag or "")
        elif node.is_text_node:
            builder.text(node.text_content or "")
        elif node.is_element_node:
            attributes = node.attributes
            if _INVISIBLE.search(attributes.get("style") or ""):
                continue
            builder.open(node.tag or "", attributes)
            stack.append((node, True))
            children = []
            child = node.first_child
            while child is not None:
                children.append(child)
                child = child.next
            stack.extend((child, False) for child in reversed(children))
