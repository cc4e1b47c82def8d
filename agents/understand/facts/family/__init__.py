"""Readers of births, children, family leaves and the death benefit."""
