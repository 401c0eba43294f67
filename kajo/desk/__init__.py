"""The staff front page."""
