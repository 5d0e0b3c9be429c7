"""How sentences write things."""

from datetime import date


def day(date_: date) -> str:
    """A date as people write it: 8 February 2001."""
    return f"{date_.day} {date_:%B %Y}"


def capital(thing: object) -> str:
    """The name of a thing at the beginning of a sentence."""
    text = str(thing)
    return text[:1].upper() + text[1:]
