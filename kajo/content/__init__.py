"""The room of texts: owned, dated, twinned in languages, and honest about being drafts."""
