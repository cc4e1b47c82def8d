"""The journey of a ticket, one Prefect flow per file."""
