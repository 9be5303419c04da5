"""The `Library` façade, the command line and the HTTP application. May import every package."""
