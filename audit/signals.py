"""What the ledger announces. Receivers hear of lines only after their transaction has been committed."""

from django.dispatch import Signal

recorded = Signal()
"""Sent once per act with `keys`, the keys of its lines; a receiver's failure never reaches the person who acted."""
