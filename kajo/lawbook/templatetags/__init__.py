"""What templates ask of the room of the law."""
