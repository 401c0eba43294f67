"""People and records that tests begin with."""
