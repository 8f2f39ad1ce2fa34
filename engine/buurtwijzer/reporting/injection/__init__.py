"""Writes results into a copy of a user's own workbook by inserting bytes: a part that need not change stays as it is.

Nothing here opens a workbook with a library that writes: what such a library does not know, it loses.
"""
