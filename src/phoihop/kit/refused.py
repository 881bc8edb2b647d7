"""The domain saying no."""


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """Carries one or more sentences for the reader: what happened and what to do next."""
