"""From result to sheets, workbook, text and trace. Knows files, decides nothing."""
