"""Relations: how each cited document stands to the one that cites it."""
