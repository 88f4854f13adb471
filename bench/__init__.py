"""Measurements of Podium: they print and write figures, and assert nothing."""
