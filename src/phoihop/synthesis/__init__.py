"""The roll-up of narratives and the report that opens its sources."""
