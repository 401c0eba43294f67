"""The advice line: calls, with or without a name."""
