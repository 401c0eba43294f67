"""What is erased when."""
