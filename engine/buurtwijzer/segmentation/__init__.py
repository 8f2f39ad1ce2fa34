"""Lifestyle profiles, groups of residents and imported shares behind one interface, and what they mean together."""
