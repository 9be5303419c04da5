"""What is wrong with a bundle."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

ProblemKind = Literal[
    "archive", "changed", "missing_quotation", "without_evidence", "evidence_differs",
    "broken_hash", "shacl", "not_canonical", "malformed", "source",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        kind: "archive" (a byte outside the contents), "changed" (a content is not what the manifest
            says), "missing_quotation", "without_evidence" (a relation that nothing proves),
            "evidence_differs" (graph and evidence disagree), "broken_hash" (a digest or SHA-256
            that does not fit), "shacl", "not_canonical", "malformed", "source" (a source file
            says something else, or is not there).
        member: in which member, header or part of the archive.
        message: what it is, in one line.
    """

    kind: ProblemKind
    member: str
    message: str

    def to_json(self) -> dict[str, Any]:
        """The problem as a JSON object."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome: what was looked at, and what is wrong with it.

    Attributes:
        file: name of the bundle.
        manifest_sha256: the SHA-256 that stands for the whole bundle; null where it is unreadable.
        counts: how many documents, relations and findings it holds, as the manifest says.
        problems: empty where all is well.
        remarks: what is no fault, but should be known (made by another version).
    """

    file: str
    manifest_sha256: str | None
    counts: dict[str, int]
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def to_json(self) -> dict[str, Any]:
        """The outcome as a JSON object."""
        return {"sound": self.sound, **asdict(self)}
