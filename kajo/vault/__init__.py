"""Secrets at rest: what is sealed, under whose key, and who may open it."""
