"""How an answer is said, the same words on every face; it knows no question."""
