"""The pages of duties and of the due-list."""
