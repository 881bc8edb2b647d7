"""Every word of a file, wherever it stands in it: for whoever must know that something is said nowhere."""

from phoihop.extract.words.every import every_word

__all__ = ["every_word"]
