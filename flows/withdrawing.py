"""Reports of tickets taken off the dashboard, where a number tells what somebody asked about."""

import asyncio
from collections.abc import Sequence

import httpx
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterKey
from prefect.client.schemas.objects import Artifact
from prefect.exceptions import ObjectNotFound, PrefectException

from cases.undecided import TicketName
from flows.report import key_of

PATIENCE = 30.0
"""Seconds for one request."""


class DashboardAway(Exception):
    """Prefect does not answer: the reports of tickets are still there."""


async def withdraw_reports(tickets: Sequence[TicketName]) -> None:
    """Delete all reports of these tickets. Raises `DashboardAway`."""
    keys = [key_of(one.system, one.number) for one in tickets]
    if not keys:
        return
    try:
        async with get_client() as client:
            while found := await _reports(client, keys):
                for artifact in found:
                    await _delete(client, artifact)
    except (httpx.HTTPError, PrefectException, TimeoutError, OSError, RuntimeError) as error:
        raise DashboardAway from error


async def _reports(client: PrefectClient, keys: list[str]) -> list[Artifact]:
    wanted = ArtifactFilter(key=ArtifactFilterKey(any_=keys))
    async with asyncio.timeout(PATIENCE):
        return await client.read_artifacts(artifact_filter=wanted)


async def _delete(client: PrefectClient, artifact: Artifact) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await client.delete_artifact(artifact.id)
    except ObjectNotFound:
        # Another process withdraws the same.
        return
