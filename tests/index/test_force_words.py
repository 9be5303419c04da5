from __future__ import annotations

import pytest

from graph.force.model import ForceFact, ForceHistory, ForceSource
from index.force_answers import ForceAnswers
from index.force_words import said_of_force
from index.query import understand


class _NoLinks:
    """A graph in which nothing acts on anything."""

    def links(self, *_: object) -> list[object]:
        return []


def _said(text: str, source: ForceSource) -> str:
    fact = ForceFact("begins", "2020-10-19", "u", source)
    history = ForceHistory("u", (fact,), normative=True)
    answers = ForceAnswers(_NoLinks(), None, lambda _: history)  # type: ignore[arg-type]  # asked for links alone
    standing = answers.standing("u")
    assert standing is not None
    return said_of_force(understand(text), standing, lambda _: "X")


@pytest.mark.parametrize(
    ("source", "text", "says"),
    [
        pytest.param("clause", "X còn hiệu lực không", "có hiệu lực từ 19/10/2020", id="a clause"),
        pytest.param("record", "X còn hiệu lực không", "có hiệu lực từ 19/10/2020", id="a record"),
        pytest.param("date", "X còn hiệu lực không", "ban hành ngày 19/10/2020", id="its date"),
        pytest.param("record", "is X still in force", "since 2020-10-19", id="English"),
        pytest.param("date", "is X still in force", "issued on 2020-10-19", id="English, its date"),
    ],
)
def test_the_day_of_issue_is_not_told_as_that_of_entry_into_force(
    source: ForceSource, text: str, says: str
) -> None:
    said = _said(text, source)
    assert says in said
    assert ("có hiệu lực từ" in said or "since" in said) is (source != "date")
