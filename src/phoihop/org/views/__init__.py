"""Pages of units, groups, people and the record."""
