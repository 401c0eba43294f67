"""Figures by date."""
