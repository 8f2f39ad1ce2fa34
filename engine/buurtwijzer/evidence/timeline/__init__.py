"""How it came about: scores and figures per year, and every change split over what it is made of."""
