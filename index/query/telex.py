"""Reads Vietnamese whose keys were never turned into letters: "quyeets ddinhj", "nghi5 d9i5nh".

Telex and VNI write marks as letters or digits behind the vowel (TCVN 5712:1993 names the letters;
the keys are those of the common input methods). A text is read so only where at least one word is
no word otherwise, so that English and plain Vietnamese stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

_WORD = re.compile(r"[a-z]+[a-z1-9]*")
_ONSET = r"(?P<onset>ngh|ng|nh|ch|gh|gi(?=[aeiouy])|kh|ph|qu|th|tr|dd|[bcdghklmnprstvx])?"
# "Đắk Lắk" ends like no other syllable.
_CODA = r"(?P<coda>ch|ng|nh|[cmnpt]|(?<=aw)k)?"
_TELEX = re.compile(rf"{_ONSET}(?P<vowels>[aeiouyw]+){_CODA}")
_TONE_KEY = re.compile(r"(?<=[aeiouywmnpthgck])[sfrxj]")
_VOWEL = re.compile("[aeiouyw]")
_SYMBOL = re.compile(r"(?<=[/-])([qnc])dd(?=-)", re.IGNORECASE)
_SHAPED_D = re.compile("(?<![Gg])(?:DD|dd)|(?:DD|dd)(?![Tt])")
_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_SHAPES = (
    ("uwow", "ươ"), ("uow", "ươ"), ("uw", "ư"), ("ow", "ơ"), ("aw", "ă"), ("aa", "â"),
    ("ee", "ê"), ("oo", "ô"), ("w", "ư"),
)  # fmt: skip
_SHORT = 2
_VNI_KEYS = str.maketrans("12345", "sfrxj")
_OPEN = (
    "ai|ao|au|ay|eo|eu|ia|iu|oi|ui|uu|ieu|oai|oay|oao|uay|uoi|uou|uya|uyu|yeu|a|e|i|o|u|y|ua|ue|uo|"
    "uy|oa|oe|ie|ye|uye"
)
_CLOSED = "a|e|i|o|u|y|ie|oa|oe|ua|ue|uo|uy|uye|ye"
SYLLABLE = re.compile(
    r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu(?!u)|th|tr|[bcdghklmnprstvx])?"
    rf"(?:(?:{_CLOSED})(?:ch|ng|nh|[cmnpt])|(?:{_OPEN}))"
)
"""A Vietnamese syllable without its marks."""


def decoded(
    text: str,
    *,
    known: Callable[[str], bool],
    certain: Callable[[str], bool] = lambda _: False,
    is_type: Callable[[str], bool] = lambda _: False,
) -> str:
    """Returns `text` with words in bare Telex or VNI keys turned into Vietnamese.

    Args:
        text: composed (NFC).
        known: tells whether a lower-case word means something as it stands.
        certain: tells whether two folded syllables are words that a question must hold, so that
            keys that make them are meant.
        is_type: tells the same where only one of the two is typed in keys.
    """
    text = _SYMBOL.sub(lambda symbol: symbol[1] + ("Đ" if symbol[1].isupper() else "đ"), text)
    words = list(_WORD.finditer(text.lower())) if len(text.lower()) == len(text) else []
    read: list[tuple[int, int, str]] = []
    plain: list[tuple[int, int, str]] = []
    sure, strange = False, 0
    for word in words:
        if known(word[0]) or SYLLABLE.fullmatch(word[0]):
            plain.append((word.start(), word.end(), word[0]))
            continue
        before, after = text[max(0, word.start() - 1) : word.start()], text[word.end() :][:1]
        if any(side.isalnum() or side in "/-&" for side in (before, after) if side):
            continue
        letters = _syllable(_telex_keys(word[0]))
        if letters is not None:
            read.append((word.start(), word.end(), letters))
            sure = sure or _is_sure(word[0])
        elif re.search(r"[aeiouy]", word[0]):
            strange += 1
    alone = len(words) == 1 and words[0][0].isalpha() and not words[0][0].startswith("dd")
    if strange * 2 >= len(read) or alone:
        # "Solar power" and "tower" are English, though they could be keys.
        return text
    folded = [(start, end, _folded(letters)) for start, end, letters in read]
    for one, other in pairwise(folded):
        sure = sure or (other[0] == one[1] + 1 and certain(f"{one[2]} {other[2]}"))
    # "Nghij dinh": the keys of one of the two were never pressed.
    whole = [one for one in folded if one[1] - one[0] > _SHORT]
    for one, other in pairwise(sorted((*whole, *plain)) if whole else ()):
        beside = other[0] == one[1] + 1 and (one in whole or other in whole)
        sure = sure or (beside and is_type(f"{one[2]} {other[2]}"))
    if not sure:
        return text
    for start, end, letters in reversed(read):
        typed = text[start:end]
        own = letters.capitalize() if typed[0].isupper() else letters
        text = text[:start] + (letters.upper() if typed.isupper() else own) + text[end:]
    # In symbols too ("61/2018/NDD-CP"), but for that of the Bộ Giáo dục và Đào tạo.
    return _SHAPED_D.sub(lambda keys: "Đ" if keys[0].isupper() else "đ", text)


def _folded(letters: str) -> str:
    plain = unicodedata.normalize("NFD", letters).replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _is_sure(word: str) -> bool:
    """Tells whether a word can be nothing but keys: a shaped letter and a tone, or "dd"."""
    if re.search(r"d9|[aeo]6|[uo]7|a8", word) or word.startswith("dd"):
        return True
    shaped = re.search(r"aa|ee|oo|[aou]w", word) is not None
    return shaped and re.search(r"(?<=[a-z])[sfrxj]$|[aeiouyw][sfrxj]", word) is not None


def _telex_keys(word: str) -> str:
    """Returns VNI keys as Telex ones; a Telex word as it is."""
    if not re.search(r"[1-9]", word):
        return word
    word = re.sub(r"d(.*?)9", r"dd\1", word)
    word = re.sub(r"([aeo])([a-z]*?)6", r"\1\1\2", word)
    word = re.sub(r"([uo])([a-z]*?)7", r"\1w\2", word)
    word = re.sub(r"(a)([a-z]*?)8", r"\1w\2", word)
    return word.translate(_VNI_KEYS)


def _syllable(keys: str) -> str | None:
    """Returns the syllable that Telex keys stand for, null where they stand for none."""
    if not keys[1:]:
        return None
    vowel = _VOWEL.search(keys)
    marks = list(_TONE_KEY.finditer(keys, vowel.end() if vowel else len(keys)))
    if not marks:
        return _toned(keys, "")
    key = marks[-1]
    return _toned(keys[: key.start()] + keys[key.end() :], _TONES[key[0]])


def _toned(keys: str, tone: str) -> str | None:
    match = _TELEX.fullmatch(keys)
    if match is None:
        return None
    onset, vowels, coda = match["onset"] or "", match["vowels"], match["coda"] or ""
    for typed, letter in _SHAPES:
        vowels = vowels.replace(typed, letter)
    onset = "đ" if onset == "dd" else onset
    if onset == "ng" and vowels[0] in "ieê":
        # There is no other spelling before these.
        onset = "ngh"
    plain = "".join(unicodedata.normalize("NFD", c)[0] for c in f"{onset}{vowels}{coda}")
    if not SYLLABLE.fullmatch(re.sub("k$", "c", plain.replace("đ", "d"))):
        return None
    place = _tone_place(vowels, coda)
    marked = vowels[: place + 1] + tone + vowels[place + 1 :]
    return unicodedata.normalize("NFC", onset + marked + coda)


def _tone_place(vowels: str, coda: str) -> int:
    """Returns which vowel carries the tone (QĐ 1989/QĐ-BGDĐT)."""
    shaped = [i for i, letter in enumerate(vowels) if not letter.isascii()]
    if shaped:
        return shaped[-1]
    if coda or len(vowels) == 3:
        return len(vowels) - 1 if coda else 1
    return 0
