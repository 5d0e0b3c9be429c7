"""Chasing what is unresolved: where each target stands, and who hears of it next."""
