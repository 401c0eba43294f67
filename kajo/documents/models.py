"""Where do record numbers come from? From a sequence (see the migration), so that no two writers meet; gaps are normal."""
