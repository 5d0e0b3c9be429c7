"""Who hears of what: one table, and what finds the people it names."""
