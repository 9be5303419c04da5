"""From a typed text to a `Query`: a deterministic grammar over Vietnamese and English."""

from index.query.understanding import understand

__all__ = ["understand"]
