"""Comparable areas: nearest on composition, within the file at hand or the national reference."""
