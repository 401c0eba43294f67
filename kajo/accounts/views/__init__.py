"""Pages of people, roles and the sign-in."""
