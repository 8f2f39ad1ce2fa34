"""A plan turned into inputs and formulas: general numbers, costs, effects, benefits, overlap, totals, checks."""
