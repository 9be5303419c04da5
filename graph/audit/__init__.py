"""The audit: citations that rely on what has ended, that cannot be right, or that mean nothing."""

from graph.audit.kinds import SEVERITIES, FindingKind, Severity, finding_kinds
from graph.audit.model import AuditLibrary, Finding
from graph.audit.run import Scope, audit

__all__ = [
    "SEVERITIES",
    "AuditLibrary",
    "Finding",
    "FindingKind",
    "Scope",
    "Severity",
    "audit",
    "finding_kinds",
]
