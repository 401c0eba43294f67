"""What templates ask of the room of referrals."""
