"""Pages of figures and of forms."""
