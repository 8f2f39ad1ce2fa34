"""Several files become one table: who defines the rows, which value wins, years, and a report of it."""
