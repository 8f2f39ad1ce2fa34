"""Damaged and random files against everything that opens a file: an answer in words, never a traceback."""
