"""The flows that are deployed: what a worker has in memory, and runs."""

from typing import Any

from prefect import Flow

from flows.collect_tickets import collect_tickets
from flows.handle_ticket import handle_ticket
from flows.purge_cases import purge_cases
from flows.refresh_knowledge import refresh_knowledge
from flows.send_reply import send_reply
from flows.shadow_ticket import shadow_ticket
from flows.watch_deadlines import watch_deadlines

_OF_TICKETS = (collect_tickets, handle_ticket, send_reply, shadow_ticket)
FLOWS: dict[str, Flow[..., Any]] = {
    flow.name: flow for flow in (*_OF_TICKETS, refresh_knowledge, watch_deadlines, purge_cases)
}
"""By the name that `deploy/prefect.yaml` gives them."""
