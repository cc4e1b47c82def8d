"""Redmine 6, through its REST API."""

from connectors.json_http import TimeLimits
from connectors.redmine.api import Site
from connectors.redmine.markup import Markup
from connectors.redmine.system import Redmine, open_client

__all__ = ["Markup", "Redmine", "Site", "TimeLimits", "open_client"]
