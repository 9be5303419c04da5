"""What is read of a question so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.model import Target
from index.query.issuers import FoundIssuer
from index.query.relations import Asked
from index.query.wording import Wording


@dataclass(slots=True)
class Reading:
    """What is read so far.

    `named` tells that a document is named, be it the target or part of the topic, `kept` where a
    law stands that is part of the topic; `stated` is the
    target's own issuer where words name it; `placed` tells that `issuer` is the committee of a
    place, because nothing but the place is named.
    """

    wording: Wording
    question: bool
    named: bool = False
    kept: tuple[int, int] | None = None
    target: Target | None = None
    asked: Asked | None = None
    type: str | None = None
    issuer: str | None = None
    years: tuple[int | None, int | None] = (None, None)
    stated: str | None = None
    placed: bool = False
    issuers: list[FoundIssuer] = field(default_factory=list)
