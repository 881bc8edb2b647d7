"""Sign-in, invitations and what a user chooses for themselves."""
