"""The floor everything stands on: issues, codes, places, trace, Dutch text and shipped files. Knows no rule and no file."""
