"""What a question means: tokens, linked names, a reading; it knows no answer."""
