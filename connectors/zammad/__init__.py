"""Zammad, through its REST API (version 1)."""

from connectors.json_http import TimeLimits
from connectors.zammad.api import Site
from connectors.zammad.system import Zammad, open_client

__all__ = ["Site", "TimeLimits", "Zammad", "open_client"]
