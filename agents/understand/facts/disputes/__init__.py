"""Decisions disputed: what they bear on, where one lives, appeals, discipline."""
