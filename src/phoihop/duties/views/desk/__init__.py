"""The reading desk in the browser."""
