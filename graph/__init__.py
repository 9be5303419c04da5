"""Identity, RDF store, lineage, force, audit and exports. May import `nlp` and `corpus`."""
