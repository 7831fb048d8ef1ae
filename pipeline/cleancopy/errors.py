"""Errors that speak to a person: what happened, where, what to do."""


class CleancopyError(Exception):
    """What went wrong, in one line that says what to do."""


class CardError(CleancopyError):
    """A rule card, or a table that belongs to one, that cannot be used as it stands."""
