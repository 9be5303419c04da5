"""Audit bundles: a library, or a part of it, to be taken away and checked without it."""

from graph.bundle.build import write_bundle
from graph.bundle.problems import Problem, Verification
from graph.bundle.verify import verify

__all__ = ["Problem", "Verification", "verify", "write_bundle"]
