"""Taking everything to a safe place, and bringing it back: one file holds the whole of an installation but its keys."""
