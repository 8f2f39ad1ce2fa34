"""Effect: did it work in the areas where something was done, against comparable areas where nothing was done."""
