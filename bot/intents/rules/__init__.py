"""How the event works."""
