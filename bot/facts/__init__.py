"""What is known: models, reading and checking the files, rows to ask; it knows no question."""
