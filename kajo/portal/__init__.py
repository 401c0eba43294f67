"""The partners' front page."""
