"""Medal tables: counts, sums, order and comparisons over the team pursuit, speed skating and whole Games."""
