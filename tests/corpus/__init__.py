"""The specification of understanding: questions written by people, and what must come of each."""
