"""Who did what when, by ids, without foreign keys; rows are never changed."""
