"""Regimes, forms, the figures and narratives of a response, and their roll-up."""
