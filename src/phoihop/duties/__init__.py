"""The reading desk; duties, what falls due, answers, extensions, nudges; the one due-list of the house."""
