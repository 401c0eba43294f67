"""Record numbers of matters, documents and letters."""
