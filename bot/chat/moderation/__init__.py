"""What moderators do from inside Discord: they look after the data that all share, and Podium's manners in theirs."""
