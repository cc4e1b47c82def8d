"""Addresses: those of the site, which ones may be led to, and whether a form comes from here."""

from urllib.parse import urlsplit

from fastapi import Request

SIGN_IN = "/connexion"
QUESTIONS = "/questions"
STATIC = "/static/"
UPLOADS = "/textes/importer"
"""The one address whose form holds files: it bounds them itself, while they come."""


def local_path(wanted: str) -> str:
    """Keep a path of this site; anything that could lead elsewhere becomes the first page."""
    alone = wanted.startswith("/") and not wanted.startswith("//")
    if not alone or "\\" in wanted or not wanted.isprintable():
        return "/"
    return wanted


def safe_link(url: str | None) -> str:
    """Keep an https address; any other (javascript:, http:, a broken one) is not linked."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return str(url) if parts.scheme == "https" and parts.netloc else ""


def safe_dashboard(url: str) -> str:
    """Keep a web address for the link to the dashboard."""
    return url if url.startswith(("https://", "http://")) else ""


def is_same_origin(request: Request) -> bool:
    """Tell whether a form was sent by a page of this host, as far as the browser says."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def is_cross_site(request: Request) -> bool:
    """Tell whether the browser says that another site sent a form.

    Of our own, under no-referrer, it says that it comes from nowhere: that proves nothing.
    """
    if request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        return True
    return request.headers.get("origin") != "null" and not is_same_origin(request)
