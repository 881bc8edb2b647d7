"""What the house promises, measured: each bench prints its figures beside their goals."""
