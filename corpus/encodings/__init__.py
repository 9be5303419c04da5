"""Bytes to text: which character encoding a Vietnamese text file is in, and its conversion.

Unicode is mandatory in State bodies since 2002, but archives hold UTF-16, Windows-1258 and the
8-bit font encodings TCVN3 (".Vn…" fonts) and VNI, which name no encoding of their own. They are
recognised by what they say: the reading that gives Vietnamese syllables is the right one.
"""

from corpus.encodings.detection import Decoded, decode, recognise
from corpus.encodings.legacy import LegacyEncoding, convert, encoding_of_font

__all__ = ["Decoded", "LegacyEncoding", "convert", "decode", "encoding_of_font", "recognise"]
