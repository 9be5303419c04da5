"""What styles give to paragraphs and runs: fonts and numbering."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from corpus.readers.docx.package import W

# A style chain longer than this is a circle.
_LONGEST_CHAIN = 32


@dataclass(frozen=True, slots=True)
class NumberingChoice:
    """A list and a level in it, as `w:numPr` names them; the level may be left to the list."""

    num_id: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, with only what reading needs."""

    base: str | None
    font: str | None
    numbering: NumberingChoice | None
    caps: bool | None


class Styles:
    """The styles part of a document; works without one."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default_paragraph: str | None = None
        self._default_font: str | None = None
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default_font = font_of(defaults)
        for element in root.iterfind(f"{W}style"):
            name = element.get(f"{W}styleId", "")
            base = element.find(f"{W}basedOn")
            run = element.find(f"{W}rPr")
            self._styles[name] = Style(
                base=None if base is None else base.get(f"{W}val"),
                font=font_of(run),
                numbering=numbering_of(element.find(f"{W}pPr")),
                caps=switch(run, "caps"),
            )
            if element.get(f"{W}default") in {"1", "true"} and (
                element.get(f"{W}type") == "paragraph"
            ):
                self.default_paragraph = name

    def font(self, run_style: str | None, paragraph_style: str | None) -> str | None:
        """The font that styles give to a run."""
        for style in (*self._chain(run_style), *self._chain(paragraph_style)):
            if style.font is not None:
                return style.font
        return self._default_font

    def caps(self, run_style: str | None, paragraph_style: str | None) -> bool:
        """Whether styles show a run in capitals."""
        for style in (*self._chain(run_style), *self._chain(paragraph_style)):
            if style.caps is not None:
                return style.caps
        return False

    def numbering(self, paragraph_style: str | None) -> NumberingChoice | None:
        """The list that a paragraph style belongs to."""
        chain = self._chain(paragraph_style)
        return next((style.numbering for style in chain if style.numbering), None)

    def _chain(self, name: str | None) -> list[Style]:
        chain: list[Style] = []
        while name in self._styles and len(chain) < _LONGEST_CHAIN:
            style = self._styles[name]
            chain.append(style)
            name = style.base
        return chain


def font_of(properties: etree._Element | None) -> str | None:
    """The font that run properties name; empty where a theme's font is meant."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    if fonts is None:
        return None
    for attribute in ("ascii", "hAnsi", "cs"):
        name = fonts.get(W + attribute)
        if name:
            return name
    return "" if fonts.get(f"{W}asciiTheme") else None


def numbering_of(properties: etree._Element | None) -> NumberingChoice | None:
    """The list that paragraph properties name."""
    choice = None if properties is None else properties.find(f"{W}numPr")
    if choice is None:
        return None
    num_id, level = choice.find(f"{W}numId"), choice.find(f"{W}ilvl")
    if num_id is None:
        return None
    return NumberingChoice(
        num_id.get(f"{W}val", "0"), None if level is None else whole(level.get(f"{W}val"), 0)
    )


def switch(properties: etree._Element | None, name: str) -> bool | None:
    """An on/off property (ECMA-376 Part 1, 17.17.4); null where it is not stated."""
    element = None if properties is None else properties.find(W + name)
    if element is None:
        return None
    return element.get(f"{W}val", "1") not in {"0", "false", "off"}


def whole(value: str | None, default: int) -> int:
    """A whole number of reasonable size from an attribute."""
    try:
        number = int(value or "")
    except ValueError:
        return default
    return number if -1_000_000 < number < 1_000_000 else default
