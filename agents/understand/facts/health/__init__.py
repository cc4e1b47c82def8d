"""Health as people tell it: sick notes, long leaves, unfitness, harm done by the service."""
