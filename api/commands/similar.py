"""`luocdo similar DOC`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.options import Data, Document, Json, open_library
from api.commands.output import console, print_json, printable, shortened

if TYPE_CHECKING:
    from rich.console import Console

    from index.cocitation import CitedTogether
    from index.similar import SimilarDocument

_SHOWN = 240
"""Characters of a passage that are shown."""

# The national motto closes what all documents begin with (NĐ 30/2020/NĐ-CP, Phụ lục I, ô 1 and 2).
_LETTERHEAD = re.compile(
    r"\A.{0,400}?Độc\s+lập\s*[-–—]\s*Tự\s+do\s*[-–—]\s*Hạnh\s+phúc[\s*_|—–-]*", re.DOTALL
)


def similar(
    document: Document,
    *,
    data: Data = None,
    limit: Annotated[int, typer.Option(help="Documents to return, up to 50.")] = 10,
    json: Json = False,
) -> None:
    """List documents like one, and those cited together with it, each with the reason."""
    from api.related import similar_to_json, together_to_json  # noqa: PLC0415  keeps --help fast

    with open_library(data) as library:
        record = library.find_or_fail(document, single=True)[0]
        alike = library.similar(record.urn, limit)
        together = library.cited_together(record.urn, limit)
    if json:
        print_json(
            {
                "urn": record.urn,
                "similar": [similar_to_json(one) for one in alike],
                "cited_together": [together_to_json(one) for one in together],
            }
        )
        return
    out = console()
    if not record.held:
        out.print("The library does not hold its text; only who cites it is known.")
    for one in alike:
        _print_similar(out, one)
    if together:
        out.rule("cited together with it", align="left", style="dim")
    for other in together:
        _print_together(out, other)
    if not alike and not together:
        out.print("No document of the library is like it.")


def _print_similar(out: Console, one: SimilarDocument) -> None:
    from index.labels import label_of, name_of  # noqa: PLC0415  only for people

    out.print(printable(label_of(one.node)), style="bold", markup=False)
    out.print(f"    {one.node.urn}", style="dim", markup=False)
    if one.shared:
        names = "; ".join(printable(name_of(node)) for node in one.shared)
        more = one.shared_count - len(one.shared)
        out.print(f"    both cite {names}{f' and {more} more' if more else ''}", markup=False)
    if one.passage:
        said = _LETTERHEAD.sub("… ", one.passage.text)
        out.print(f"    “{shortened(said, _SHOWN)}”", style="dim", markup=False)


def _print_together(out: Console, one: CitedTogether) -> None:
    from index.labels import label_of  # noqa: PLC0415  only for people

    out.print(f"{one.together} ×  {printable(label_of(one.node))}", markup=False)
    out.print(f"    {one.node.urn}", style="dim", markup=False)
