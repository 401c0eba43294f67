"""Decisions: draft, sign, serve; delegations and letters."""
