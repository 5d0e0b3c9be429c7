"""Evidence: what leaves the house to be checked elsewhere."""
