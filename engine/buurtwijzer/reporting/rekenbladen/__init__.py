"""Value per euro as calculation sheets: neutral cells with live formulas that any spreadsheet program can hold."""
