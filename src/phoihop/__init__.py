"""Phối hợp: a sentence in a letter becomes a duty, falls due, is answered, and rolls up into a letter again."""
