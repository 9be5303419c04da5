"""From a mention of an issuer to the issuers that it can mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from nlp.issuers.locating import locate
from nlp.issuers.matching import match_issuer
from nlp.issuers.model import Issuer, IssuerKind, IssuerMention
from nlp.issuers.naming import central_issuer, joint_issuer, local_issuer, own_words
from nlp.syllables import fold_phrase, words_at
from nlp.units import UnitLevel, split_label

# Bodies that exist at one tier only (Nghị định 24/2014/NĐ-CP; Luật Tổ chức Quốc hội).
_TIER_OF_KIND: dict[IssuerKind, UnitLevel] = {"so": "tỉnh", "ban": "tỉnh", "doan_dbqh": "tỉnh"}


def resolve_issuer(
    mention: IssuerMention, host: Issuer | None, when: str | None = None
) -> tuple[Issuer, ...]:
    """Return the issuers that a mention can mean.

    Args:
        mention: what `match_issuer` found.
        host: the issuer of the document in which it stands, with its places; null if unknown.
        when: the day (ISO) of the cited document where it is known, else of the host.

    Returns:
        One issuer where the mention is certain, several where it is ambiguous, none where a
        relative mention ("UBND tỉnh") has no host to be read against.
    """
    if mention.central:
        if mention.members:
            return (joint_issuer(mention.members),)
        issuer = central_issuer(mention.head)
        return (issuer,) if issuer else ()
    return tuple(
        local_issuer(mention.head, mention.kind, place.labels, place.unit)
        for place in locate(mention.places, host, when, _TIER_OF_KIND.get(mention.kind))
    )


def issuer_in_own_words(mention: IssuerMention) -> Issuer:
    """Return the issuer named by the mention's own words, completed by nothing.

    For a header whose unit is ambiguous: "UBND xã Tân Lập" stays that.
    """
    if mention.central:
        return joint_issuer(mention.members or (mention.head,))
    return own_words(mention.head, mention.kind, mention.places)


def narrow_by_text(candidates: Sequence[Issuer], text: str) -> tuple[Issuer, ...]:
    """Keep the candidates whose units above `text` names most often.

    A commune's plan that names no province still says "huyện Nam Đàn" or "tỉnh Nghệ An"
    somewhere. Where the text names none of them, or two equally often, nothing is dropped.

    Args:
        candidates: issuers that differ in their places.
        text: the document; only its first 60,000 characters are read.
    """
    if len(candidates) < 2:
        return tuple(candidates)
    words = f" {fold_phrase(text[:60_000])} "
    scores = [sum(_times_named(label, words) for label in c.places[1:]) for c in candidates]
    best = max(scores)
    if best == 0:
        return tuple(candidates)
    return tuple(c for c, score in zip(candidates, scores, strict=True) if score == best)


def _times_named(label: str, words: str) -> int:
    """Count a unit's names in folded words; with its type one counts as four.

    A unit that is called by a number ("Quận 4") is named only with its type: numbers are anywhere.
    """
    name = fold_phrase(split_label(label)[1])
    alone = 0 if name.isdigit() else words.count(f" {name} ")
    return words.count(f" {fold_phrase(label)} ") * 4 + alone


@lru_cache(maxsize=4096)
def issuer_by_name(name: str) -> Issuer | None:
    """Return the issuer of that name: canonical, or any form that `match_issuer` reads.

    Null where the name is none, is relative, or fits several units.
    """
    exact = central_issuer(name)
    if exact is not None:
        return exact
    mention = match_issuer(name, 0, joint=" và " in name)
    if mention is None or words_at(name, mention.end):
        return None
    if not mention.central and not any(p.name for p in mention.places):
        return None
    found = resolve_issuer(mention, None)
    if len(found) == 1:
        return found[0]
    worded = issuer_in_own_words(mention)
    return next((i for i in found if i.name == worded.name), None)


def issuer_chain(issuer: Issuer) -> tuple[str, ...]:
    """Return the canonical names of the issuer and of those above it, nearest first."""
    chain = [issuer.name]
    current: Issuer | None = issuer
    while current is not None and current.parent is not None and current.parent not in chain:
        chain.append(current.parent)
        current = issuer_by_name(current.parent)
    return tuple(chain)
