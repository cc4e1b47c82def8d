"""Contractuels: contracts, trial, renewal, end, discipline."""
