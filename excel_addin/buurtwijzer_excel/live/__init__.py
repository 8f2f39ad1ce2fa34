"""The workbook that is open in a program: reading it and writing what is ours, only through xlwings' own objects."""
