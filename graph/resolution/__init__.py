"""Which document a mention means.

resolve           all mentions of one document
reason_word       the machine word of a resolution's reason
reason_sentence   its sentence in Vietnamese or English
"""

from graph.resolution.reasons import reason_sentence, reason_word, reasons
from graph.resolution.resolver import resolve

__all__ = ["reason_sentence", "reason_word", "reasons", "resolve"]
