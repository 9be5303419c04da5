"""`verify`: whether a bundle is what was exported, and proves what it says."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from graph.bundle import contents
from graph.bundle.opening import Opened, open_bundle
from graph.bundle.originals import check_originals
from graph.bundle.problems import Problem, Verification


def verify(path: Path, sources: Sequence[Path] = ()) -> Verification:
    """Check a bundle without the library that it was made from.

    Every byte of the archive, every hash, the canonical form of the graph, every citation's
    digest and quotation, graph against evidence, the SHACL shapes, and the findings. A changed
    content is named; what it says is checked all the same, as far as it can be read.

    Args:
        path: the bundle.
        sources: files or folders with the original documents; where given, every quotation is
            looked up in their texts too.

    Raises:
        UnreadableFile: it cannot be read.
        DamagedFile: it is no bundle at all.
        TooLarge: it is larger than a bundle can be.
    """
    opened = open_bundle(path)
    if isinstance(opened, Problem):
        return Verification(path.name, None, {}, (opened,))
    with tempfile.TemporaryDirectory() as folder:
        problems = [*opened.problems, *_contents(opened, Path(folder), sources)]
    counts = opened.manifest.get("counts")
    return Verification(
        path.name,
        opened.manifest_sha256,
        {str(k): v for k, v in counts.items() if isinstance(v, int)}
        if isinstance(counts, dict)
        else {},
        tuple(dict.fromkeys(problems)),
        tuple(contents.remarks(opened)),
    )


def _contents(opened: Opened, folder: Path, originals: Sequence[Path]) -> list[Problem]:
    graph, problems = contents.check_graph(opened, folder)
    if graph is None:
        return problems
    sources, wrong = contents.check_sources(opened, graph)
    problems += wrong
    problems += contents.check_evidence(opened, graph, sources)
    problems += contents.check_shapes(opened, graph)
    problems += contents.check_findings(opened, sources)
    if originals:
        problems += check_originals(opened, sources, originals)
    return problems
