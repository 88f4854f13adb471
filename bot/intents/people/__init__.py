"""Skaters: who they are, what they won, which races they skated."""
