"""The back-test on the three real sets of files: ``python -m tests.waarheid`` prints the page of the handbook."""
