"""Mentions that may mean several documents, or none that can be told."""

from __future__ import annotations

from collections.abc import Iterator

from graph.audit.model import AuditLibrary, Finding, finding
from graph.audit.naming import dated_name, written
from graph.force import HeldText
from graph.model import Resolution
from graph.numbering import split_number
from graph.resolution.reasons import reason_sentence
from nlp.directive import Reference
from nlp.syllables import fold_phrase

_SHOWN = 5


def check_mentions(library: AuditLibrary, held: HeldText) -> Iterator[Finding]:
    """Ambiguous and unresolved mentions; the same words with the same candidates once."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for reference, resolution in zip(held.directive.references, held.resolutions, strict=True):
        if resolution.status == "resolved" or _is_expected(reference):
            continue
        urns = tuple(candidate.urn for candidate in resolution.candidates)
        called = split_number(reference.number).text if reference.number else reference.text
        key = (fold_phrase(called), urns)
        if key not in seen:
            seen.add(key)
            yield _finding(library, held, reference, resolution, urns)


def _is_expected(reference: Reference) -> bool:
    """Whether nobody would want the mention cited in full.

    What stands for a document named before, and the name of a scheme beside the decision that
    approves it, are told by those.
    """
    if reference.kind == "anaphora":
        return True
    return reference.kind in ("named", "programme") and reference.relation == "promulgates"


def _finding(
    library: AuditLibrary,
    held: HeldText,
    reference: Reference,
    resolution: Resolution,
    urns: tuple[str, ...],
) -> Finding:
    names = dict.fromkeys(dated_name(library, urn) for urn in urns[:_SHOWN])
    listed = "; ".join(names)
    more = len(urns) - _SHOWN
    candidates = f"{listed}; …(+{more})" if more > 0 else listed
    proofs = (held.evidence(reference),)
    if resolution.status == "ambiguous":
        return finding("ambiguous", held, proofs, urns, written=written(reference),
                       candidates=candidates)  # fmt: skip
    reasons = (reason_sentence(resolution), reason_sentence(resolution, "en"))
    maybe = (f" (có thể là {listed})", f" (perhaps {listed})") if listed else ("", "")
    return finding("unresolved", held, proofs, urns, written=written(reference), reason=reasons,
                   maybe=maybe)  # fmt: skip
