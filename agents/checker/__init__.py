"""Reads the facts, applies the statute, finds the local procedures."""
