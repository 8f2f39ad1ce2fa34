"""Proxy test: do scores and advice go together with shares that may not be input? It stands outside the model.

The shares are the customer's own, read from a file of their own and never kept: nothing here knows the rulebook's
indicators, and nothing that scores or advises may import this package.
"""
