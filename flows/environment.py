"""The environment of a process of ours, set before anything imports Prefect or LiteLLM."""

import os
from pathlib import Path

from flows.settings import Settings

FORTNIGHT = "P14D"
"""Collections run all day; what they leave in Prefect's database must not pile up."""


def set_environment(settings: Settings, home: Path) -> None:
    """Keep Prefect to this machine and to the folder `home`; what the caller set wins."""
    ours = {
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": f"{settings.prefect.url}/api",
        "PREFECT_UI_API_URL": f"{settings.prefect.url}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
        # Prefect on SQLite answers 503 at once when two of its writers meet.
        "PREFECT_CLIENT_MAX_RETRIES": "10",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": FORTNIGHT,
        "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": FORTNIGHT,
        "PREFECT_WORKER_QUERY_SECONDS": "1",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_FORMATTER": "json",
        "DO_NOT_TRACK": "1",
        "LITELLM_LOCAL_MODEL_COST_MAP": "True",
    }
    for name, value in ours.items():
        os.environ.setdefault(name, value)
