"""References to documents: numbers, laws by name, programmes, titles, self mentions, anaphora."""

from nlp.references.find import find_references

__all__ = ["find_references"]
