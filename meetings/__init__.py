"""Meetings of bodies: their calendar, agendas and papers, what happens at them, and their minutes."""
