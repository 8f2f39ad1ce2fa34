"""The floor of the house: issues, codes, places, trace, Dutch text and shipped files. Knows no rule and no file."""
