"""The recipe of the ranker that ships with the package (needs the extra `models`).

    python -m index.train.ranker ARTICLES.jsonl.xz --documents DOCUMENTS.jsonl

It learns from questions made of official text alone. Nothing on the way of a query imports it.
"""
