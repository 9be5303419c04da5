"""Tells one slip of the keyboard: a letter left out, doubled, mistaken, or two changed round.

Damerau, A technique for computer detection and correction of spelling errors (CACM 1964).
"""

from __future__ import annotations

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_BESIDE = {
    key: row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
    for row in _ROWS
    for place, key in enumerate(row)
}
"""The keys on either side of a key."""


def is_one_slip(typed: str, word: str) -> bool:
    """Tells whether one slip behind the first letter makes `typed` of `word`."""
    if typed[:1] != word[:1] or abs(len(typed) - len(word)) > 1 or typed == word:
        return False
    start = 0
    shorter = min(len(typed), len(word))
    while start < shorter and typed[start] == word[start]:
        start += 1
    rest, wanted = typed[start:], word[start:]
    if len(typed) == len(word):
        swapped = rest[1:2] + rest[:1] + rest[2:]
        return rest[1:] == wanted[1:] or swapped == wanted
    return rest[1:] == wanted if len(typed) > len(word) else rest == wanted[1:]


def is_certain_slip(typed: str, word: str) -> bool:
    """Tells a slip that makes no other word: none of another letter but that of the key beside."""
    if not is_one_slip(typed, word):
        return False
    if len(typed) == len(word):
        return sorted(typed) == sorted(word) or any(
            one != other and other in _BESIDE[one] for one, other in zip(typed, word, strict=True)
        )
    if len(typed) < len(word):
        return True
    place = next(i for i in range(len(typed)) if typed[:i] + typed[i + 1 :] == word)
    return typed[place] in (typed[place - 1 : place], typed[place + 1 : place + 2])
