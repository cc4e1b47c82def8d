"""Processes: the worker, its supervisor, the demo, the deployments of the Prefect server."""
