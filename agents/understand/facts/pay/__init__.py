"""Readers of pay, working time that is paid, and expenses of missions."""
