"""Benchmarks: ratios measured side by side in one run, never seconds alone. Run with ``python -m tests.bench``."""
