"""Domain-free helpers: who acts, the domain's no, the clock, folding, dated rows."""
