"""Labels of numbered lists: arabic, roman, letters."""

from __future__ import annotations

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def label(number: int, style: str) -> str:
    """The label of an item.

    Args:
        number: the item's number, from 1.
        style: an HTML list type ("1", "a", "A", "i", "I") or a Word number format ("decimal",
            "lowerLetter", "upperLetter", "lowerRoman", "upperRoman", "decimalZero"). Others
            count as arabic.
    """
    match style:
        case "a" | "lowerLetter":
            return letters(number)
        case "A" | "upperLetter":
            return letters(number).upper()
        case "i" | "lowerRoman":
            return roman(number).lower()
        case "I" | "upperRoman":
            return roman(number)
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def roman(number: int) -> str:
    """A roman numeral; numbers that have none (0, 5000) stay arabic."""
    if not 0 < number < 4000:
        return str(number)
    numeral = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        numeral += sign * times
    return numeral


def letters(number: int) -> str:
    """Letters a … z, then aa, bb, … (ECMA-376 Part 1, 17.18.59: the letter is repeated)."""
    if number < 1:
        return str(number)
    times, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * min(times + 1, 10)
