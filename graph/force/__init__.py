"""Force: whether a document is in force on a day, article by article, each with its evidence.

`ForceIndex(graph, texts).on(urn, "2025-08-20")` gives the state, by which document it came about,
from which day on, and the sentence that says so.
"""

from graph.force.held import HeldText, HeldTexts
from graph.force.history import ForceIndex
from graph.force.model import ArticleForce, Force, ForceFact, ForceHistory

__all__ = [
    "ArticleForce",
    "Force",
    "ForceFact",
    "ForceHistory",
    "ForceIndex",
    "HeldText",
    "HeldTexts",
]
