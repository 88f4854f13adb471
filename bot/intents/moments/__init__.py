"""What happened: falls, upsets, rows, quotes, told by their roles."""
