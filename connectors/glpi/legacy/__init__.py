"""The legacy API of GLPI 9.5 and 10 (`apirest.php`), still served by GLPI 11."""

from connectors.glpi.legacy.api import Legacy

__all__ = ["Legacy"]
