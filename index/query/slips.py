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
