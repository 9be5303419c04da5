"""`luocdo lineage DOC`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.commands.options import Data, Document, Json, open_library
from api.commands.output import console, print_json, printable, shortened
from index.labels import name_of

if TYPE_CHECKING:
    from rich.tree import Tree

    from graph.lineage import Lineage
    from graph.model import DocumentNode
    from graph.paths import Branch, Way

_HEADINGS = {"up": "stands on", "down": "is carried out or built on by"}
_QUOTED = 200
"""Characters of a quotation that are shown."""


def lineage(
    document: Document,
    *,
    data: Data = None,
    direction: Annotated[
        str, typer.Option(help="up (what it stands on), down (what stands on it) or both.")
    ] = "both",
    depth: Annotated[int, typer.Option(help="Steps to go.")] = 3,
    relation: Annotated[
        list[str] | None, typer.Option(help="Only this kind of relation; may be given again.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="Leave out documents later than this day (2025-07-01).")
    ] = None,
    json: Json = False,
) -> None:
    """Draw the lineage of a document as a tree, each step with its sentence."""
    with open_library(data) as library:
        records = library.find_or_fail(document, single=True)
        found = library.lineage(
            records[0].urn,
            direction=direction,  # type: ignore[arg-type]  # checked by the walk itself
            depth=depth,
            relations=relation,  # type: ignore[arg-type]
            as_of=as_of,
        )
    if json:
        print_json(lineage_to_json(found))
        return
    _print(found)


def lineage_to_json(found: Lineage) -> dict[str, Any]:
    """Return a lineage as a JSON object: root, nodes with their level, edges with evidence."""
    return asdict(found)


def _print(found: Lineage) -> None:
    out = console()
    directions: tuple[Way, ...] = ("up", "down")
    for way in directions:
        if found.direction not in (way, "both"):
            continue
        branch = found.tree(way)
        if branch.branches or found.direction == way:
            out.print(_tree(branch, _HEADINGS[way]), soft_wrap=False)
    if len(found.nodes) == 1:
        out.print("No document of the library is tied to it.")
    if found.truncated:
        out.print(f"[yellow]Cut off at {found.limit} documents; give a smaller --depth.[/]")


def _tree(branch: Branch, heading: str) -> Tree:
    from rich.text import Text  # noqa: PLC0415  only for people
    from rich.tree import Tree  # noqa: PLC0415

    label = Text(_name(branch.document), style="bold").append(f"  {heading}", style="dim")
    root = Tree(label)
    pending = [(root, child) for child in branch.branches]
    while pending:
        parent, child = pending.pop(0)
        relations = dict.fromkeys(edge.relation for edge in child.edges)
        line = Text(f"{', '.join(relations)}  ", style="cyan")
        line.append(_name(child.document), style="bold" if child.document.held else "")
        if child.repeated:
            line.append("  (see above)", style="dim")
        for edge in child.edges[:1]:
            line.append(f"\n“{shortened(edge.evidence.quotation, _QUOTED)}”", style="dim")
        node = parent.add(line)
        pending += [(node, below) for below in child.branches]
    return root


def _name(node: DocumentNode) -> str:
    dated = node.date or (str(node.year) if node.year else "")
    issuer = f", {node.issuer}" if node.issuer else ""
    return printable(f"{name_of(node)}{issuer}{f' ({dated})' if dated else ''}")
