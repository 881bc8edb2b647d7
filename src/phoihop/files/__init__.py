"""Stored files, by hash."""
