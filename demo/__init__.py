"""The demo: a filled plan, people to sign in as, and a clock of its own. It exists only with ASSENT_DEMO (ADR 10)."""
