"""The words of messages: a folder of templates for each ledger action, text first, and HTML made from the text."""

from notifications.letters.writing import write

__all__ = ["write"]
