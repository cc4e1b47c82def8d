"""Texts: the local procedures, their passages, the search in them."""
