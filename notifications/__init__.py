"""Who hears of what, reminders, and delivery."""
