"""From a `BuurtTable` to scores: normalise, weigh, explain. Knows no file and no Excel."""
