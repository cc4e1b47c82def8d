"""Whom to alert, at once, where somebody may be in danger."""

from typing import Annotated

from pydantic import BeforeValidator

from flows.settings.mailbox import Address
from flows.settings.sections import Section


def _several(given: object) -> object:
    if isinstance(given, str):
        return [given] if given else []
    return given


class Alerts(Section):
    """`email`: one address, or a list; without any nobody is alerted by mail."""

    email: Annotated[tuple[Address, ...], BeforeValidator(_several)] = ()
