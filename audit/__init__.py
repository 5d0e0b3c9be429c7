"""The ledger: append-only, chained, verifiable elsewhere."""
