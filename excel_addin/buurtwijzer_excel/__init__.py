"""Buurtwijzer in Excel and on the command line."""
