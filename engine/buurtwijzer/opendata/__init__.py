"""Fetches tables of CBS, RIVM and the police from the open-data services: the only part of the product with network.

Only the command line uses it. What is asked of a service is a table, a gemeente and a year, nothing of the user.
"""
