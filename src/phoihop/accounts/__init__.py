"""Users, invitations and sign-in; what a user may do is told by org, never here."""
