"""The lists of requests."""
