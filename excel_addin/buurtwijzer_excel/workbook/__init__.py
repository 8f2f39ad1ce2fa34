"""A user's own workbook: its settings, its rows with areas, and what is written beside them. Knows no program."""
