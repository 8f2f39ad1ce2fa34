"""The sheet ``Nulmeting``: written once, sealed, and read back strictly."""
