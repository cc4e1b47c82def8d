"""Reads French letters: their sentences, quantities, citations, and what turns their sense."""
