"""Random histories of an office, lived by the product and by a naive model alike."""
