"""What was done, by whom and why."""
