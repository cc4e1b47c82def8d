"""Tell the Prefect server what there is to run: deployments, schedules, limits."""

import asyncio
import sys
from datetime import timedelta

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.schedules import CronSchedule, IntervalSchedule
from prefect.exceptions import ObjectNotFound

from app.processes.orphans import POOL
from app.processes.worker import REPLIES_AT_ONCE, SHADOWS_AT_ONCE, WarmWorker
from app.run_starts import SHADOWS, replies_queue
from app.settings.town_settings import HOME, Settings
from app.working_time import PARIS

PREFECT_FILE = HOME / "deploy" / "prefect.yaml"

_WATCHING = DeploymentScheduleCreate(
    schedule=IntervalSchedule(interval=timedelta(minutes=15)), slug="echeances"
)


class NotDeclared(Exception):
    """Prefect refused the deployments; the message is one French sentence."""


async def declare(settings: Settings) -> None:
    """Apply `deploy/prefect.yaml`, the schedules, one limit per ticketing system."""
    async with get_client() as client:
        pool = WorkPoolCreate(name=POOL, type=WarmWorker.type)
        await client.create_work_pool(pool, overwrite=True)
        await _apply_file()
        collections = [
            DeploymentScheduleCreate(
                schedule=IntervalSchedule(interval=timedelta(seconds=system.collect_every_seconds)),
                parameters={"system": name},
                slug=name,
            )
            for name, system in settings.systems.items()
        ]
        await _schedule(client, "collect-tickets", collections)
        texts = cron_schedules("texts.refresh", settings.texts.refresh, "textes")
        await _schedule(client, "refresh-knowledge", texts)
        await _schedule(client, "watch-deadlines", [_WATCHING])
        purges = cron_schedules("retention.schedule", settings.retention.schedule, "conservation")
        await _schedule(client, "purge-cases", purges)
        for name, system in settings.systems.items():
            await _limit(client, name, system.at_once)
            # What an officer approved overtakes the tickets that wait to be read.
            await _limit(client, replies_queue(name), REPLIES_AT_ONCE, priority=1)
        # Last made, hence last served.
        await _limit(client, SHADOWS, SHADOWS_AT_ONCE)


async def _apply_file() -> None:
    command = ("-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", PREFECT_FILE)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *command,
        cwd=HOME,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        output, _ = await process.communicate()
    finally:
        # Who stops us while it is at work stops it too.
        if process.returncode is None:
            process.kill()
    if process.returncode != 0:
        last = output.decode(errors="replace").strip().splitlines()[-1:]
        raise NotDeclared(f"Prefect refuse {PREFECT_FILE.name} : {' '.join(last)}")


async def _limit(
    client: PrefectClient,
    name: str,
    at_once: int,
    priority: int | None = None,
) -> None:
    """Make a work queue of which no more than `at_once` runs go on; priority 1 comes first."""
    try:
        queue = await client.read_work_queue_by_name(name, work_pool_name=POOL)
    except ObjectNotFound:
        await client.create_work_queue(
            name,
            work_pool_name=POOL,
            concurrency_limit=at_once,
            priority=priority,
        )
    else:
        await client.update_work_queue(queue.id, concurrency_limit=at_once)


async def _schedule(
    client: PrefectClient, flow: str, schedules: list[DeploymentScheduleCreate]
) -> None:
    deployment = await client.read_deployment_by_name(f"{flow}/{flow}")
    for schedule in await client.read_deployment_schedules(deployment.id):
        await client.delete_deployment_schedule(deployment.id, schedule.id)
    if schedules:
        await client.create_deployment_schedules(deployment.id, schedules)


def cron_schedules(key: str, cron: str, slug: str) -> list[DeploymentScheduleCreate]:
    """Make the schedule of five cron fields, hours of Paris; none of an empty setting.

    `key` is the setting that is named where it is wrong. Raises `NotDeclared`.
    """
    if not cron:
        return []
    try:
        schedule = CronSchedule(cron=cron, timezone=PARIS.key)
    except ValueError:
        raise NotDeclared(
            f"{key} : « {cron} » n'est pas un calendrier cron valide, comme « 0 5 * * * »."
        ) from None
    return [DeploymentScheduleCreate(schedule=schedule, slug=slug)]
