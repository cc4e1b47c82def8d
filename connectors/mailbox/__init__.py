"""A shared mailbox: questions come in by IMAP, replies leave by SMTP."""

from connectors.mailbox.site import Security, Server, Servers, Site, is_loopback
from connectors.mailbox.system import Mailbox

__all__ = ["Mailbox", "Security", "Server", "Servers", "Site", "is_loopback"]
