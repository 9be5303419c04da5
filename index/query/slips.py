"""Tells one slip of the keyboard: a letter left out, doubled, mistaken, or two changed round.

Damerau, A technique for computer detection and correction of spelling errors (CACM 1964).
"""

from __future__ import annotations


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
    """Tells whether a letter was left out or doubled, or two changed round; none is mistaken."""
    if not is_one_slip(typed, word):
        return False
    if len(typed) == len(word):
        return sorted(typed) == sorted(word)
    if len(typed) < len(word):
        return True
    place = next(i for i in range(len(typed)) if typed[:i] + typed[i + 1 :] == word)
    return typed[place] in (typed[place - 1 : place], typed[place + 1 : place + 2])
