"""A measured effect as words, sheets and JSON."""
