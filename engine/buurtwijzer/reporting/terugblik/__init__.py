"""The back-test for readers: a short table, a workbook, JSON and a page of the handbook."""
