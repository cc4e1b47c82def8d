"""Whether a ticket tells of a person in danger, and of which kind: read before anything else."""
