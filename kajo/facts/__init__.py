"""What happened to a person, as facts; questionnaires as they were asked; interviews."""
