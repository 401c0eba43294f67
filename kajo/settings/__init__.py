"""What differs between development, tests and a real installation."""
