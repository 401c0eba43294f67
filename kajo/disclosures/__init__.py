"""Disclosures: what is asked of others, what others ask, and what anybody was told of a client."""
