"""The environment of a process of ours, set before anything imports Prefect or LiteLLM."""

import os
import secrets
from pathlib import Path

from app.settings.secret_files import kept_in
from app.settings.sections import WrongSetting
from app.settings.town_settings import Settings

SERVER_AUTH, CLIENT_AUTH = "PREFECT_SERVER_API_AUTH_STRING", "PREFECT_API_AUTH_STRING"

FORTNIGHT = "P14D"
"""Collections run all day; what they leave in Prefect's database must not pile up."""


def set_environment(settings: Settings, home: Path) -> None:
    """Keep Prefect to this machine, the folder `home` and ourselves; what the caller set wins.

    Raises `WrongSetting` where what opens Prefect can be neither read nor made.
    """
    ours = {
        "PREFECT_HOME": str(home / "prefect"),
        "PREFECT_API_URL": f"{settings.prefect.url}/api",
        "PREFECT_UI_API_URL": f"{settings.prefect.url}/api",
        "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": settings.prefect.url,
        "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
        # Automations: what they call, private addresses too, is for whoever writes them to say.
        "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
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
    given = os.environ.get(SERVER_AUTH) or os.environ.get(CLIENT_AUTH)
    if auth := given or read_prefect_auth(settings):
        ours |= {SERVER_AUTH: auth, CLIENT_AUTH: auth}
    for name, value in ours.items():
        os.environ.setdefault(name, value)


def prefect_auth_file(settings: Settings) -> Path:
    """Locate what opens Prefect: beside the secret of the approvals."""
    return settings.secret_file.with_name("prefect-auth")


def read_prefect_auth(settings: Settings) -> str:
    """Read what opens Prefect, "name:password", from a file made at the first start.

    Empty where somebody else runs the server and no such file was put there.
    """
    path = prefect_auth_file(settings)
    if not settings.prefect.start and not path.exists():
        return ""
    return kept_in(path, "prefect-auth", f"guichet:{secrets.token_hex(16)}")


def check_prefect_is_guarded(settings: Settings) -> None:
    """Raise `WrongSetting` where the server we start would let anybody in, or not us."""
    auth = os.environ.get(SERVER_AUTH, "")
    if settings.prefect.start and not auth == os.environ.get(CLIENT_AUTH) != "":
        raise WrongSetting(
            f"{SERVER_AUTH} : Prefect démarrerait sans identification, ou avec une autre que la "
            f"nôtre. Ôtez cette variable et {CLIENT_AUTH} : le guichet fera la sienne.",
        )
