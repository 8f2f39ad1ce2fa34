"""How the scores agree with figures that are not their inputs: ``python -m tests.waarheid`` prints the page."""
