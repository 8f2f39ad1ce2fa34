"""The companion: the commands of the buttons in a program that already runs. No macro, nothing installed in Excel."""
