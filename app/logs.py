"""Logs: one JSON object a line on standard error, with case and run, never a ticket's words."""

import json
import logging
import sys
from contextlib import suppress
from typing import Any, TextIO, cast

import structlog


class _Unfailing:
    """A stream whose disk may be full: the line is lost, the work goes on."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._stream.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._stream.flush()


def configure_logs(level: int = logging.INFO) -> None:
    """Send structlog to standard error as JSON lines; call once per process."""
    # At their DEBUG level they write what they carry: rows of tickets, questions to models.
    for talkative in ("aiosqlite", "openai", "litellm", "LiteLLM", "LiteLLM Router"):
        logger = logging.getLogger(talkative)
        logger.setLevel(max(logger.level, logging.WARNING))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _exception_by_name,
            structlog.processors.JSONRenderer(serializer=_one_line),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _Unfailing(sys.stderr))),
    )


def _one_line(event: object, **how: Any) -> str:  # noqa: ANN401 - what structlog hands to json
    written = json.dumps(event, ensure_ascii=False, **how)
    # JSON escapes neither C1 controls, which move a terminal, nor U+2028, which ends a line.
    return "".join(
        c if c.isprintable() else json.dumps(c)[1:-1] if c > "\x7f" else "\\u007f" for c in written
    )


def _exception_by_name(
    _logger: object,
    _method: str,
    event: structlog.typing.EventDict,
) -> structlog.typing.EventDict:
    # A traceback's last line repeats the values an exception was raised with, which may be a
    # requester's words: only its type and place are kept.
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event["exception"] = type(error).__name__
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        if trace:
            event["at"] = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
    return event
