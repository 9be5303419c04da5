from typing import get_args

from nlp.directive import RelationKind
from nlp.types import read_table


def test_every_cue_has_known_columns_and_a_source() -> None:
    rows = read_table("cues.tsv")
    assert len({row["cue"] for row in rows}) == len(rows)
    for row in rows:
        assert row["relation"] in {*get_args(RelationKind), "none", "weak"}, row
        assert row["direction"] in {"forward", "reversed", "after"}, row
        assert row["scope"] in {"line", "clause", "adjacent"}, row
        assert row["reach"].isdigit(), row
        assert row["source"], row
