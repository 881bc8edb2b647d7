"""The reading desk: from what the reader found to what the clerk gives out."""
