"""What each sample document is and says: the truth that tests compare with.

In a source's front matter a relation is written `kind target` or `source -> kind target`. A source
or target is `@name`, another sample; `number; issuer; date` of a document that the corpus does not
hold (issuer and date only where the number alone does not tell it); or `*name`, a document without
a number. ` as …` after it gives the number as the text writes it, where that is wrong, incomplete
or another name.
"""

from __future__ import annotations

import json
from typing import Any

from corpus.samples.source import Source

RELATIONS: frozenset[str] = frozenset(
    {
        "based_on", "implements", "applies", "guides", "amends", "replaces", "repeals", "suspends",
        "corrects", "consolidates", "promulgates", "annex_of", "cites",
    }
)  # fmt: skip


def expected_lines(sources: tuple[Source, ...]) -> str:
    """Return one JSON object a document and line: `file`, header fields and `edges`.

    An edge is `{source, relation, target}`; `source` is "this" or, like `target`, an object with
    `sample` (file name, null if the corpus does not hold it), `number`, `date`, `issuer`, `name`
    and, where the text writes another number, `written`.

    Raises:
        ValueError: an unknown relation or sample.
    """
    by_name = {source.name: source for source in sources}
    rows = [_row(source, by_name) for source in sources]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def file_name(source: Source) -> str:
    """Return the name of the built file."""
    return f"{source.name}.{source.format}"


def _row(source: Source, by_name: dict[str, Source]) -> dict[str, Any]:
    return {
        "file": file_name(source),
        "type": source.type,
        "number": source.number,
        "date": source.date,
        "issuer": source.issuer,
        "title": source.title,
        "edges": [_edge(text, source.name, by_name) for text in source.expect],
    }


def _edge(text: str, name: str, by_name: dict[str, Source]) -> dict[str, Any]:
    left, arrow, right = text.rpartition(" -> ")
    relation, _, target = right.partition(" ")
    if relation not in RELATIONS or not target:
        raise ValueError(f"{name}: cannot read the expected relation {text!r}")
    return {
        "source": _document(left, name, by_name) if arrow else "this",
        "relation": relation,
        "target": _document(target, name, by_name),
    }


def _document(text: str, name: str, by_name: dict[str, Source]) -> dict[str, str | None]:
    text, misprinted, written = text.partition(" as ")
    document = _identity(text, name, by_name)
    return document | {"written": written} if misprinted else document


def _identity(text: str, name: str, by_name: dict[str, Source]) -> dict[str, str | None]:
    if text.startswith("@"):
        if text[1:] not in by_name:
            raise ValueError(f"{name}: there is no sample {text[1:]!r}")
        other = by_name[text[1:]]
        return {
            "sample": file_name(other),
            "number": other.number,
            "date": other.date,
            "issuer": other.issuer,
            "name": None,
        }
    if text.startswith("*"):
        return {"sample": None, "number": None, "date": None, "issuer": None, "name": text[1:]}
    number, issuer, when = (part.strip() or None for part in (text + ";;").split(";")[:3])
    return {"sample": None, "number": number, "date": when, "issuer": issuer, "name": None}
