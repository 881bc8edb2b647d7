"""The office's own letters as annotated samples: what was read, and what the clerk made of it."""

from phoihop.duties.desk.samples.letter import Sample, corrected_letters, sample_of

__all__ = ["Sample", "corrected_letters", "sample_of"]
