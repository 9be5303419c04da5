"""What looks like the name of a body or a place and is none: "Chính phủ điện tử"."""

from __future__ import annotations

import re
from functools import cache

from index.query.wording import read_rows


@cache
def seeming_name(kind: str, around: str = "{}") -> re.Pattern[str]:
    """Returns what a kind of `query_seeming_names.tsv` matches in folded text.

    Args:
        kind: as in the table.
        around: a regular expression in which "{}" stands for any of them.
    """
    rows = (row for row in read_rows("query_seeming_names.tsv") if row["kind"] == kind)
    names = "|".join(row["pattern"] for row in rows)
    return re.compile(around.replace("{}", f"(?<![a-z])(?:{names})(?![a-z])"))
