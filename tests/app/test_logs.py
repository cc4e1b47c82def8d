"""Logs are written where there is room for them, and never stop the work."""

import errno
import io
import sys
from collections.abc import Iterator

import pytest
import structlog

from app.logs import configure_logs


class FullDisk(io.StringIO):
    full = True

    def write(self, text: str) -> int:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(text)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[FullDisk]:
    made = FullDisk()
    monkeypatch.setattr(sys, "stderr", made)
    configure_logs()
    yield made
    structlog.reset_defaults()


def test_a_full_disk_loses_lines_and_stops_nothing(disk: FullDisk) -> None:
    log = structlog.get_logger()
    log.info("lost")
    disk.full = False
    log.info("kept")
    assert '"event": "kept"' in disk.getvalue()
    assert "lost" not in disk.getvalue()
