"""Prefect flows, one per file, and the steps they narrate."""
