"""Replies on their way, and what is learned from those that left."""
