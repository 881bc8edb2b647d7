"""Settings, root addresses, the command line: the one room that knows all others."""
