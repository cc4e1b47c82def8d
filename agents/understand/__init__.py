"""Understands a ticket: what its writer says, asks, and tells of the case."""
