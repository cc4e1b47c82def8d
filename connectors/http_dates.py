"""Dates in the headers of an answer we do not trust."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

MAX_RETRY_AFTER = 3600.0


def server_time(headers: httpx.Headers) -> datetime | None:
    """Read the server's time when it answered; None where it does not say, or not in which zone."""
    return _time(headers.get("date", ""))


def retry_after(header: str | None) -> float | None:
    """Read a Retry-After header, seconds or HTTP date, as seconds within an hour."""
    if header is None:
        return None
    if re.fullmatch(r"[0-9]{1,9}", header.strip()):
        return min(float(header), MAX_RETRY_AFTER)
    time = _time(header)
    if time is None:
        return None
    return min(max((time - datetime.now(UTC)).total_seconds(), 0.0), MAX_RETRY_AFTER)


def _time(header: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(header)
    except ValueError:
        return None
    return time if time.tzinfo else None
