"""What the worksheet functions give: cells per row from one computation per state of the workbook."""
