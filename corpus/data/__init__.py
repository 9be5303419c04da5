"""Tables that the readers use, each file with its source in its first lines."""
