from __future__ import annotations

import pytest

from graph.model import DocumentNode
from graph.urn import annex_urn
from index.annexes import without_doubles
from index.relating import Related

_DECISION = "urn:lex:vn;bac.ninh.tinh:ubnd:quyet.dinh:2021;1022-qd-ubnd"
_ANNEX = annex_urn(_DECISION, "Kế hoạch")
_PLAN = DocumentNode("urn:lex:vn;bac.ninh.tinh:ubnd:ke.hoach:2021;lex-1", "Kế hoạch", held=True)
_OTHER = DocumentNode("urn:lex:vn;bac.ninh.tinh:ubnd:ke.hoach:2021;lex-2", "Kế hoạch", held=True)
_RULES = DocumentNode("urn:lex:vn;bac.ninh.tinh:ubnd:quy.dinh:2021;lex-3", "Quy định", held=True)
_BARE = DocumentNode(_ANNEX, "Kế hoạch")


@pytest.mark.parametrize(
    ("nodes", "left"),
    [
        pytest.param([_PLAN, _BARE], [_PLAN], id="the held plan alone"),
        pytest.param([_RULES, _BARE], [_RULES, _BARE], id="of another type"),
        pytest.param([_PLAN, _OTHER, _BARE], [_PLAN, _OTHER, _BARE], id="one of several"),
        pytest.param([_BARE], [_BARE], id="nothing held"),
    ],
)
def test_a_nameless_annex_that_is_held_is_shown_once(
    nodes: list[DocumentNode], left: list[DocumentNode]
) -> None:
    found = [Related(node.urn, "promulgates", 0, ()) for node in nodes]
    kept = without_doubles(found, {node.urn: node for node in nodes}, _DECISION)
    assert [one.urn for one in kept] == [node.urn for node in left]
