import os
import subprocess
import sys
from pathlib import Path

from flows.environment import set_environment
from flows.settings import Settings

ASK = """
from prefect.settings import get_current_settings
s = get_current_settings()
print(s.api.url, s.server.ephemeral.enabled, s.server.analytics_enabled, s.home)
print(s.server.services.db_vacuum.retention_period.days, s.client.max_retries)
"""


def test_prefect_takes_every_variable_we_set(tmp_path: Path) -> None:
    before = dict(os.environ)
    try:
        for name in [name for name in os.environ if name.startswith("PREFECT_")]:
            del os.environ[name]
        set_environment(Settings(), tmp_path)
        answer = subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", ASK],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.environ.clear()
        os.environ.update(before)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == [
        "http://127.0.0.1:4200/api",
        "False",
        "False",
        str(tmp_path / "prefect"),
        "14",
        "10",
    ]


def test_what_the_operator_set_wins(tmp_path: Path) -> None:
    before = dict(os.environ)
    try:
        os.environ["PREFECT_API_URL"] = "https://prefect.example/api"
        set_environment(Settings(), tmp_path)
        assert os.environ["PREFECT_API_URL"] == "https://prefect.example/api"
    finally:
        os.environ.clear()
        os.environ.update(before)
