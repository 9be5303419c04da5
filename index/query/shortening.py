"""Words that stand for a name though they are shortened, or one of them bears a slip.

"GT đường bộ" is giao thông đường bộ, "KH và Đầu tư" kế hoạch và đầu tư: initials of several
syllables, the consonants of one, or the syllable itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.query.slips import is_one_slip
from index.query.telex import SYLLABLE

_SHORTEST_INITIALS = 2
_SHORTEST_SLIPPED = 3
_LONGEST_CONSONANTS = 3
_LONGEST_GLUED = 4
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
    return covered(typed, syllables, slips=slips) == len(syllables)


def covered(typed: Sequence[str], syllables: Sequence[str], *, slips: int = 0) -> int:
    """Returns how many of the first syllables folded words stand for; 0 if they do not."""
    whole = any(word in syllables for word in typed)
    if not whole and max(map(len, typed), default=0) < _SURE_INITIALS:
        return 0
    return _aligned(tuple(typed), tuple(syllables), slips)


def holds_no_syllable_of_its_own(typed: Sequence[str], syllables: Sequence[str]) -> bool:
    """Tells whether the words that are none of the name's syllables are no words at all."""
    others = [word for word in typed if word not in syllables]
    return bool(others) and not any(SYLLABLE.fullmatch(word) for word in others)


def _aligned(typed: tuple[str, ...], syllables: tuple[str, ...], slips: int) -> int:
    """Returns how many syllables the words cover, the most that is possible; 0 if they do not."""
    best = 0
    for count, cost in _readings(typed[0], syllables):
        if cost > slips:
            continue
        rest = typed[1:]
        more = _aligned(rest, syllables[count:], slips - cost) if rest else 0
        if more or not rest:
            best = max(best, count + more)
    return best


def _readings(word: str, syllables: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yields how many syllables a word may stand for, and with how many slips."""
    if not syllables:
        return
    if word == syllables[0] or _are_consonants(word, syllables[0]):
        yield 1, 0
    elif len(word) >= _SHORTEST_SLIPPED and is_one_slip(word, syllables[0]):
        yield 1, 1
    if len(word) < _SHORTEST_INITIALS:
        return
    if word == "".join(one[0] for one in syllables[: len(word)]):
        yield len(word), 0
    for count in range(2, min(len(syllables), _LONGEST_GLUED) + 1):
        if word == "".join(syllables[:count]):
            yield count, 0


def _are_consonants(word: str, syllable: str) -> bool:
    """Tells "dg" and "đg" from other letters of "đường": its first one, and no vowel."""
    if word[0] != syllable[0] or len(word) > _LONGEST_CONSONANTS or _VOWEL.search(word):
        return False
    rest = iter(syllable)
    return all(letter in rest for letter in word)
