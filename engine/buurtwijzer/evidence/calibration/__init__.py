"""Calibration of the index tables to known shares of residents, measured honestly."""
