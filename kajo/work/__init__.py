"""Tasks: what waits, for whom, until when."""
