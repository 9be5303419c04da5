"""Imports run only downwards: api > index > graph > nlp > corpus."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
LAYERS = ("corpus", "nlp", "graph", "index", "api")
"""From the bottom up: a package may import itself and those before it."""


def imported(source: str, package: str = "") -> Iterator[str]:
    """Yield the top-level packages that a module imports anywhere in it, lazily or not."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield package if node.level else (node.module or "").partition(".")[0]
        elif isinstance(node, ast.Call) and node.args:
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            first = node.args[0]
            if name in ("import_module", "__import__") and isinstance(first, ast.Constant):
                yield str(first.value).partition(".")[0]


def upward(package: str, source: str) -> set[str]:
    allowed = LAYERS[: LAYERS.index(package) + 1]
    return {name for name in imported(source, package) if name in LAYERS and name not in allowed}


@cache
def modules() -> list[Path]:
    found = [path for package in LAYERS for path in (REPOSITORY / package).rglob("*.py")]
    return sorted(path.relative_to(REPOSITORY) for path in found)


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_module_imports_upwards(path: Path) -> None:
    source = (REPOSITORY / path).read_text("utf-8")
    assert not upward(path.parts[0], source), "imports must run downwards"


@pytest.mark.parametrize("path", modules(), ids=str)
def test_no_module_imports_tests_or_measurements(path: Path) -> None:
    source = (REPOSITORY / path).read_text("utf-8")
    assert not {"tests", "bench"} & set(imported(source))


@pytest.mark.parametrize(
    ("package", "source", "found"),
    [
        pytest.param("nlp", "from graph.model import Edge", {"graph"}, id="from a layer above"),
        pytest.param("corpus", "import nlp.parse", {"nlp"}, id="the module itself"),
        pytest.param("corpus", "def f():\n    import api", {"api"}, id="inside a function"),
        pytest.param(
            "graph", "import importlib\nimportlib.import_module('index.x')", {"index"}, id="by name"
        ),
        pytest.param("api", "import corpus, nlp, graph, index", set(), id="downwards is right"),
        pytest.param("nlp", "from . import parse", set(), id="relative"),
        pytest.param("nlp", "import graphlib", set(), id="another package of a like name"),
    ],
)
def test_the_rule_itself(package: str, source: str, found: set[str]) -> None:
    assert upward(package, source) == found


def test_no_import_cycles_between_modules() -> None:
    graph = {name_of(path): module_imports(path) for path in modules()}
    done: set[str] = set()
    for start in graph:
        trail: list[str] = []
        visit(start, graph, trail, done)


def name_of(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def module_imports(path: Path) -> set[str]:
    """Return the project's modules that a module imports when it is itself imported."""
    known = {name_of(one) for one in modules()}
    tree = ast.parse((REPOSITORY / path).read_text("utf-8"))
    found: set[str] = set()
    for node in top_level(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & known) or {node.module}
    return (found & known) - {name_of(path)}


def top_level(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes outside functions and `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            continue
        yield node
        yield from top_level(node)


def visit(name: str, graph: dict[str, set[str]], trail: list[str], done: set[str]) -> None:
    if name in done:
        return
    assert name not in trail, f"import cycle: {' > '.join([*trail[trail.index(name) :], name])}"
    trail.append(name)
    for below in sorted(graph.get(name, ())):
        visit(below, graph, trail, done)
    trail.pop()
    done.add(name)
