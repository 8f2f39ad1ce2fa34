"""Weights that earn their place: proposed from figures, shrunk to those of the experts, for a person to accept."""
