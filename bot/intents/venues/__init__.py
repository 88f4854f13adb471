"""Where and when: venues, hosts, dates."""
