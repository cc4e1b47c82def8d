"""Run as a process: posts one reply by mail, and kill -9 meets it at the named point."""

import asyncio
import os
import signal
import smtplib
import sys
from collections.abc import Callable
from functools import wraps

from cases.store.database import now
from connectors.mailbox import Mailbox
from connectors.mailbox.imap import Session
from connectors.mailbox.smtp import Carrier
from tests.contract.mailbox_world import SITE
from tests.contract.suite import KEY, REPLY
from tests.real.mail_lab import MailLab
from tests.real.mail_world import real_servers

BEFORE, AFTER = False, True
LONGEST_COMMAND = 200
POINTS: dict[str, tuple[type, str, bool]] = {
    "before the copy": (Session, "append", BEFORE),
    "after the copy": (Session, "append", AFTER),
    "before it is announced": (smtplib.SMTP, "mail", BEFORE),
    "before it is given": (smtplib.SMTP, "data", BEFORE),
    "before its answer is read": (smtplib.SMTP, "send", AFTER),
    "after it was accepted": (Carrier, "carry", AFTER),
    "before the mark": (Session, "set_flags", BEFORE),
    "after the mark": (Session, "set_flags", AFTER),
    "before it is put away": (Session, "move", BEFORE),
    "after it was put away": (Session, "move", AFTER),
}


def deadly(method: Callable[..., object], *, after: bool) -> Callable[..., object]:
    @wraps(method)
    def until_killed(*arguments: object, **named: object) -> object:
        result = method(*arguments, **named) if after else None
        # Of all that is sent to the SMTP server, only the mail itself is long.
        if method.__name__ != "send" or len(str(arguments[1])) > LONGEST_COMMAND:
            os.kill(os.getpid(), signal.SIGKILL)
        return result if after else method(*arguments, **named)

    return until_killed


if __name__ == "__main__":
    smtp_port, ticket, point = sys.argv[1:]
    owner, name, when = POINTS[point]
    setattr(owner, name, deadly(getattr(owner, name), after=when))
    mailbox = Mailbox(real_servers(MailLab(), int(smtp_port)), SITE, now)
    asyncio.run(mailbox.post_reply(ticket, REPLY, KEY))
