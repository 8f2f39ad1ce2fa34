"""The tab in Excel: ribbon XML, VBA sources and icons. The ribbon XML is the one source of labels and screentips."""
