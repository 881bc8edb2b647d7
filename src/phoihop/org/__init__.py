"""Units, codes, placements, groups, restructurings; roles over time, substitution."""
