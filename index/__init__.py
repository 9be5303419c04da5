"""Passages, lexical and vector indexes, query understanding, ranking and answers.

May import `graph`, `nlp` and `corpus`.
"""
