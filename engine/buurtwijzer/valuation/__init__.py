"""Value per euro: what a plan costs, changes and is worth, per party and per year, with the formulas behind it."""
