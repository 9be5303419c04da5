"""The recipe of the static embedding that ships with the package (needs the extra `models`).

    python -m index.train ARTICLES.jsonl.xz OUT-FOLDER

It learns from official text alone: titles, stretches of text and neighbouring articles of the
codification. Nothing on the way of a query imports it.
"""
