"""Parts of what was understood that are not meant."""

from dataclasses import replace

import pytest

from index.left_out import Part, left_out
from index.model import Query, Target

ASKED = Query(
    "kế hoạch xã triển khai QĐ 766 năm 2022",
    "relation",
    "implements",
    "in",
    Target("Quyết định", "766"),
    "Kế hoạch",
    "xã",
    2022,
    2022,
    "số hóa",
    place="xã Bắc Hà",
)


@pytest.mark.parametrize(
    ("parts", "changed"),
    [
        pytest.param((), {}, id="nothing"),
        pytest.param(("type",), {"type": None}, id="type"),
        pytest.param(("issuer",), {"issuer": None, "place": None}, id="issuer and its place"),
        pytest.param(("years",), {"year_from": None, "year_to": None}, id="years"),
        pytest.param(
            ("relation",),
            {"intent": "lookup", "relation": None, "direction": None},
            id="the relation: the document itself",
        ),
        pytest.param(
            ("target", "relation", "type"),
            {
                "intent": "topic",
                "relation": None,
                "direction": None,
                "target": None,
                "topic": ASKED.text,
                "type": None,
            },
            id="the document: a topic",
        ),
    ],
)
def test_a_query_without_parts(parts: tuple[Part, ...], changed: dict[str, object]) -> None:
    assert left_out(ASKED, parts) == replace(ASKED, **changed)  # type: ignore[arg-type]  # fields


def test_a_topic_has_nothing_to_leave_out() -> None:
    topic = Query("số hóa", topic="số hóa")
    assert left_out(topic, ("target", "relation", "type", "issuer", "years")) == topic
