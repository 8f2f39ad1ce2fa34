"""The tab in Excel: ribbon XML, VBA sources and icons. Text that a script builds the add-in from; nothing runs here."""
