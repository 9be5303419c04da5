from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import DocumentNode
from index import citing
from index.citing import Citing
from index.cocitation import cited_together
from index.register import Register


def _register(path: Path, cites: Mapping[str, Sequence[str]]) -> Register:
    register = Register.open(path / "register")
    for urn in dict.fromkeys([*cites, *(one for objects in cites.values() for one in objects)]):
        register.put(DocumentNode(urn, "Kế hoạch", title=urn, held=urn in cites))
    for host, objects in cites.items():
        register.put_cited(host, objects)
    register.commit(1)
    return register


_CITES = {
    "p1": ["decree", "amendment", "law"],
    "p2": ["decree", "amendment", "law"],
    "p3": ["decree", "law", "other"],
    "p4": ["law"],
    "p5": ["law", "other"],
    "p6": ["law"],
}


def test_what_goes_together_comes_before_what_everybody_cites(tmp_path: Path) -> None:
    found = cited_together(_register(tmp_path, _CITES), "decree")
    assert [one.node.urn for one in found] == ["amendment", "law", "other"]
    assert [one.together for one in found] == [2, 3, 1]
    assert found[0].examples == ("p1", "p2")


@pytest.mark.parametrize(
    "urn", [pytest.param("p1", id="cited by none"), pytest.param("x", id="unknown")]
)
def test_nothing_together(tmp_path: Path, urn: str) -> None:
    assert cited_together(_register(tmp_path, _CITES), urn) == ()


def test_a_hub_is_sampled_evenly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cites = {f"p{i:03}": ["hub", f"o{i // 100}"] for i in range(400)}
    register = _register(tmp_path, cites)
    monkeypatch.setattr(citing, "MAX_HOSTS", 40)
    row = register.id("hub")
    assert row is not None
    hosts = Citing(register).hosts(row, 40)
    assert 20 <= len(hosts) <= 40
    assert len({one // 100 for one in hosts}) >= 3


def test_what_is_no_longer_cited_counts_no_more(tmp_path: Path) -> None:
    register = _register(tmp_path, _CITES)
    register.put_cited("p1", ["law"])
    register.remove("p2")
    register.commit(2)
    assert [one.node.urn for one in cited_together(register, "decree")] == ["other", "law"]
    law = register.document("law")
    assert law is not None
    assert law.cited == 5


@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.frozensets(st.sampled_from("abcdefghij"))),
        max_size=12,
    )
)
def test_counts_follow_any_changes(changes: list[tuple[str, frozenset[str]]]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        register = Register.open(Path(folder))
        kept: dict[str, set[str]] = {}
        for host, objects in changes:
            register.put_cited(host, objects)
            kept[host] = set(objects) - {host}
        register.commit(1)
        for urn in "abcdefghij":
            known = register.document(urn)
            assert (known.cited if known else 0) == sum(urn in objects for objects in kept.values())
            assert set(register.cited_by(urn)) == kept.get(urn, set())
        register.close()
