"""What a page costs."""
