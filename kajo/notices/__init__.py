"""The room of the outbox: every e-mail, text message and spoken call that leaves, in neutral words."""
