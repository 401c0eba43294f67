"""The law we apply: acts and sections, findings, Finnish working days, terms. Standard library only."""
