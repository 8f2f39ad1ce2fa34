"""Dresses for real tables: the same figures written in every way a municipality may have them on its shared drive."""
