"""How typed dates and numbers are read: day before month in both languages, as every office here writes."""
