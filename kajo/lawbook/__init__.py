"""The room of the law: every rule with its words, sections, values and table, to read and to try."""
