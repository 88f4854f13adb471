"""Discord on this machine, and what Podium has to bear there: faults, load and hostile input."""
