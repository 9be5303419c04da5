"""Text to `Directive`: header, structure, references, relations, tasks. May import `corpus`."""
