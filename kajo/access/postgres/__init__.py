"""PostgreSQL, and a guard on every statement."""
