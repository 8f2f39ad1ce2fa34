"""One module per sheet of the result workbook; each turns an assessment into a neutral `Blad`."""
