"""The queue on the database itself: lease, retry with back-off, schedule; a killed worker's job is taken up again."""
