"""Request Tracker 5, through its REST 2.0 API."""

from connectors.json_http import TimeLimits
from connectors.request_tracker.api import Site
from connectors.request_tracker.system import RequestTracker, open_client

__all__ = ["RequestTracker", "Site", "TimeLimits", "open_client"]
