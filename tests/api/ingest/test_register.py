"""The register that an ingest keeps is the one that would be built anew."""

from pathlib import Path

import pytest

from api.library import Library
from tests.api.texts import COMMUNE_PLAN

Rows = list[tuple[object, ...]]


def _rows(library: Library) -> dict[str, Rows]:
    """What the register holds, without the numbers of its rows."""
    rows = library._stores.register.rows
    queries = {
        "documents": "SELECT urn, held, cited, type, number, date, year, issuer, title, sha256 "
        "FROM documents WHERE known ORDER BY urn",
        "keys": "SELECT urn, keys.held, kind, key FROM keys JOIN documents ON id = document "
        "ORDER BY 1, 2, 3, 4",
        "force": "SELECT urn, since, until, state FROM force JOIN documents ON id = document "
        "ORDER BY 1, 2",
        "cites": "SELECT h.urn, o.urn FROM cites JOIN documents h ON h.id = host "
        "JOIN documents o ON o.id = object ORDER BY 1, 2",
    }
    return {name: rows.execute(query).fetchall() for name, query in queries.items()}


def _leave_out(folder: Path) -> None:
    (folder / "kh-77.txt").unlink()


def _change(folder: Path) -> None:
    text = COMMUNE_PLAN.replace("1234/QĐ-TTg", "4321/QĐ-TTg").replace("số 77", "số 78")
    (folder / "kh-12.md").write_text(text, "utf-8")


def _add(folder: Path) -> None:
    text = COMMUNE_PLAN.replace("12/KH-UBND", "13/KH-UBND")
    (folder / "kh-13.md").write_text(text, "utf-8")


@pytest.mark.parametrize("change", [_leave_out, _change, _add])
def test_as_if_built_anew(library: Library, folder: Path, change: object) -> None:
    library.ingest([folder])
    before = _rows(library)
    assert all(before.values())
    change(folder)  # type: ignore[operator]  # one of the three above
    library.ingest([folder])
    after = _rows(library)
    assert after != before
    library.rebuild()
    assert after == _rows(library)


def test_what_was_ingested_is_suggested_and_related(library: Library, folder: Path) -> None:
    library.ingest([folder])
    decision = library.suggest("qd 1234")[0]
    assert decision.held
    assert decision.cited >= 2
    plans = {one.node.number for one in library.similar(library.suggest("77/KH")[0].urn)}
    assert "12/KH-UBND" in plans
    assert library.search("kế hoạch", understand=False).facets["force"]
