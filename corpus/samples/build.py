"""Builds the sample corpus: `python -m corpus.samples.build [FOLDER]`.

Needs reportlab (extra `dev`) and the DejaVu fonts. The same sources give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from corpus.errors import LuocdoError
from corpus.samples import EXPECTED, SAMPLES, SUFFIXES
from corpus.samples.expected import expected_lines, file_name
from corpus.samples.plain import build_md, build_txt
from corpus.samples.source import Source, read_sources
from corpus.samples.web import build_html


def build(source: Source) -> bytes:
    """Return the bytes of one sample's file.

    Raises:
        UnreadableFile: a PDF's fonts are not installed.
    """
    return _builder(source.format)(source)


def _builder(suffix: str) -> Callable[[Source], bytes]:
    if suffix == "pdf":
        # Imported here so that the other formats can be built where reportlab is missing.
        from corpus.samples.pdf import build_pdf  # noqa: PLC0415

        return build_pdf
    if suffix == "docx":
        from corpus.samples.word import build_docx  # noqa: PLC0415

        return build_docx
    return {"txt": build_txt, "md": build_md, "html": build_html}[suffix]


def build_all(folder: Path, expected: Path) -> int:
    """Write all samples into `folder`, remove files of none, and return how many there are."""
    sources = read_sources()
    folder.mkdir(parents=True, exist_ok=True)
    names = {file_name(source) for source in sources}
    for stale in (path for path in folder.iterdir() if path.name not in names):
        if stale.suffix in SUFFIXES:
            stale.unlink()
    for source in sources:
        (folder / file_name(source)).write_bytes(build(source))
    expected.write_bytes(expected_lines(sources).encode())
    return len(sources)


def main() -> int:
    """Build into the folder named on the command line, or into the package itself."""
    try:
        if len(sys.argv) > 1:
            folder = Path(sys.argv[1])
            count = build_all(folder / "documents", folder / "expected.jsonl")
        else:
            count = build_all(SAMPLES, EXPECTED)
    except (LuocdoError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{count} documents")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
