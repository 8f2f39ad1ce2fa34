"""Which area a row is about: codes, names, levels and the division into areas of a year."""
