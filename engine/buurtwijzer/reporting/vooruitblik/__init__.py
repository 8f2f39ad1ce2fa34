"""An outlook as sheets, as lines on the terminal, as JSON and as a page of the handbook."""
