"""The children of `guichet up`: restarted, given up, and never left behind."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest

from app.processes import supervisor
from app.processes.supervisor import Child, ChildFailed, PortTaken, check_port, free_port

WAIT = 60.0
"""Seconds after which what should have happened is a failure."""


def a_child(tmp_path: Path, code: str) -> Child:
    return Child("child", ("-c", textwrap.dedent(code)), tmp_path)


async def lines_of(path: Path, count: int) -> list[str]:
    async with asyncio.timeout(WAIT):
        while not path.exists() or len(path.read_text().split()) < count:  # noqa: ASYNC110, ASYNC240 - another process writes it
            await asyncio.sleep(0.05)
    return path.read_text().split()  # noqa: ASYNC240 - same


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


async def gone(pid: int) -> None:
    async with asyncio.timeout(WAIT):
        while alive(pid):  # noqa: ASYNC110 - another process ends
            await asyncio.sleep(0.05)


async def test_a_child_that_cannot_start_is_given_up_in_a_sentence(tmp_path: Path) -> None:
    child = a_child(tmp_path, "raise SystemExit('wrong')")
    with pytest.raises(ChildFailed, match=r"child\.log"):
        await asyncio.wait_for(child.keep_alive(), WAIT)
    assert "wrong" in (tmp_path / "child.log").read_text("utf-8")


async def test_a_killed_child_is_started_again_and_stops_with_what_it_started(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(supervisor, "YOUNG", 0)
    pids = tmp_path / "pids"
    child = a_child(
        tmp_path,
        f"""
        import os, subprocess, time
        other = subprocess.Popen(["sleep", "60"])
        with open({str(pids)!r}, "a") as file:
            file.write(f"{{os.getpid()}} {{other.pid}}\\n")
        time.sleep(60)
        """,
    )
    task = asyncio.create_task(child.keep_alive())
    first, orphan = (int(pid) for pid in await lines_of(pids, 2))
    os.kill(first, signal.SIGKILL)
    *_, second, grandchild = (int(pid) for pid in await lines_of(pids, 4))
    assert second != first
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    await gone(second)
    await gone(grandchild)
    with suppress(ProcessLookupError):
        os.kill(orphan, signal.SIGKILL)


@pytest.mark.skipif(sys.platform != "linux", reason="PR_SET_PDEATHSIG is Linux's")
async def test_a_supervisor_that_is_killed_leaves_no_child(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    code = f"import os,time; open({str(pids)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    parent = f"""
import asyncio
from pathlib import Path
from app.processes.supervisor import Child
asyncio.run(Child("child", ("-c", {code!r}), Path({str(tmp_path)!r})).keep_alive())
"""
    process = subprocess.Popen([sys.executable, "-c", parent])  # noqa: S603, ASYNC220 - our own code
    (pid,) = await lines_of(pids, 1)
    process.kill()
    process.wait()
    await gone(int(pid))


def test_a_port_that_is_taken_is_one_sentence_and_another_is_found() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=str(port)):
            check_port("127.0.0.1", port, "page")
        assert free_port(port) != port
