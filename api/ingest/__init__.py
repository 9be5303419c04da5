"""Ingest: files to documents, documents to the graph and the indexes."""
