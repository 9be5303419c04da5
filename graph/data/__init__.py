"""Tables of what is known from the start: authority records, aliases, reasons, findings."""
