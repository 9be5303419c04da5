"""The commands of the command line, one module each; see `docs/command-line.md`."""
