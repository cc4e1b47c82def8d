"""Health: sick leaves, accidents, unfitness, medical follow-up."""
