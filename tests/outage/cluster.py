"""A PostgreSQL of our own, which a test may stop as a power cut would."""

import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest

POSTGRES = "postgres"


class Cluster:
    """Databases in a temporary folder, on a port of the loopback."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="guichet-outage-"))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = int(probe.getsockname()[1])
        # PostgreSQL refuses to be run by root.
        self._user = POSTGRES if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self._folder, self._user)
        self._run("initdb", "--username", POSTGRES, "--auth", "trust", "--no-sync")
        self.start()

    def url(self, database: str) -> str:
        return f"postgresql+asyncpg://{POSTGRES}@127.0.0.1:{self._port}/{database}"

    def create(self, database: str) -> None:
        at = ("--host", "127.0.0.1", "--port", str(self._port), "--username", POSTGRES)
        subprocess.run([self._binaries / "createdb", *at, database], check=True)  # noqa: S603 - our own

    def start(self) -> None:
        options = f"-p {self._port} -k {self._folder} -c listen_addresses=127.0.0.1"
        log = str(self._folder / "log")
        self._run("pg_ctl", "start", "--wait", "--log", log, "--options", options)

    def stop(self) -> None:
        """Stop at once, in the midst of whatever goes on."""
        self._run("pg_ctl", "stop", "--wait", "--mode", "immediate")

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self._folder)

    def _run(self, program: str, *arguments: str) -> None:
        data = ("--pgdata", str(self._folder / "data"))
        subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [self._binaries / program, *arguments[:1], *data, *arguments[1:]]
            if program == "pg_ctl"
            else [self._binaries / program, *data, *arguments],
            check=True,
            user=self._user,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
        )


def own_cluster() -> Cluster:
    """Make a cluster; skip where PostgreSQL's server is not installed."""
    found = shutil.which("initdb")
    installed = [Path(found).parent] if found else []
    installed += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: one.parent.name)
    if not installed:
        # CI must have it: a silent skip there would hide half of what is promised.
        if os.environ.get("CI"):
            pytest.fail("no initdb: PostgreSQL's server is not installed")
        pytest.skip("no initdb: PostgreSQL's server is not installed")
    return Cluster(installed[-1])
