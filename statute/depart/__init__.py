"""Leaving: resignation, agreement, unemployment, retirement, death."""
