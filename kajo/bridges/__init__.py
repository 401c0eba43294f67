"""Outside systems and outside tools, each behind a few words of our own."""
