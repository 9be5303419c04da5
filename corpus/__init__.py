"""Files to text: readers, the catalog and the sample documents. Imports nothing above it."""
