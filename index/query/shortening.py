"""Words that stand for a name though they are shortened, or one of them bears a slip.

"GT đường bộ" is giao thông đường bộ, "KH và Đầu tư" kế hoạch và đầu tư: initials of several
syllables, the consonants of one, or the syllable itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.query.slips import is_one_slip
from index.query.telex import SYLLABLE

_SHORTEST_INITIALS = 2
_SHORTEST_SLIPPED = 3
_LONGEST_CONSONANTS = 3
_SURE_INITIALS = 4
"""Letters of initials in a row that tell a name without any whole word."""

_VOWEL = re.compile("[aeiouy]")


def stands_for(typed: Sequence[str], syllables: Sequence[str], *, slips: int = 0) -> bool:
    """Tells whether folded words stand for all syllables of a name.

    Args:
        typed: what is typed; at least one word is whole or a long row of initials.
        syllables: the name's, folded.
        slips: how many words may bear a slip.
    """
    whole = any(word in syllables for word in typed)
    if not whole and max(map(len, typed), default=0) < _SURE_INITIALS:
        return False
    return _aligned(tuple(typed), tuple(syllables), slips)


def holds_no_syllable_of_its_own(typed: Sequence[str], syllables: Sequence[str]) -> bool:
    """Tells whether the words that are none of the name's syllables are no words at all."""
    others = [word for word in typed if word not in syllables]
    return bool(others) and not any(SYLLABLE.fullmatch(word) for word in others)


def _aligned(typed: tuple[str, ...], syllables: tuple[str, ...], slips: int) -> bool:
    if not typed or not syllables:
        return not typed and not syllables
    word, syllable = typed[0], syllables[0]
    if word == syllable or _are_consonants(word, syllable):
        return _aligned(typed[1:], syllables[1:], slips)
    initials = "".join(one[0] for one in syllables[: len(word)])
    if len(word) >= _SHORTEST_INITIALS and word == initials:
        return _aligned(typed[1:], syllables[len(word) :], slips)
    if slips and len(word) >= _SHORTEST_SLIPPED and is_one_slip(word, syllable):
        return _aligned(typed[1:], syllables[1:], slips - 1)
    return False


def _are_consonants(word: str, syllable: str) -> bool:
    """Tells "dg" and "đg" from other letters of "đường": its first one, and no vowel."""
    if word[0] != syllable[0] or len(word) > _LONGEST_CONSONANTS or _VOWEL.search(word):
        return False
    rest = iter(syllable)
    return all(letter in rest for letter in word)
