"""Measurements of Lược đồ; results are kept in `bench/results/`."""
