"""Builds the add-in for Excel on any machine, without Excel; needs the extra ``test``."""
