"""Outlook: what to expect of a figure next year, how far it may be off, and where it gets worse faster than alike."""
