"""The handbook: the whole rulebook in readable form, as pages and as a workbook, derived from schema and content."""
