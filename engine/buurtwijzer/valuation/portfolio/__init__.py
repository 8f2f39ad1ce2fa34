"""The best plan within budgets: numbers in, a choice out, always with a proven upper bound. Knows arrays, no rules."""
