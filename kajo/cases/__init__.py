"""Being a client: the case, its team, standing, and who organises the services."""
