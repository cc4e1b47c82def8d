"""Accounts, sessions, access: who may sign in, see and do what."""
