"""GLPI: 11 through its high-level API, 9.5 and 10 through the legacy one."""

from connectors.glpi.records import PasswordGrant, Site, UserToken
from connectors.glpi.system import Glpi, open_dialect
from connectors.json_http import TimeLimits

__all__ = ["Glpi", "PasswordGrant", "Site", "TimeLimits", "UserToken", "open_dialect"]
