"""The audit trail, its proof, and what is counted."""
