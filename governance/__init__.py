"""Bodies and the people in them; the plan, its route, its targets, comments, decisions; every rule about them."""
