"""Engine ``calc`` for xlwings: a LibreOffice that runs, over its UNO bridge. Nothing of LibreOffice loads on import."""
