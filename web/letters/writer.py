"""The process that makes a letter: fed on standard input, answers on standard output.

It imports nothing of ours but what fills a template, so that it starts at once.
"""

import json
import resource
import sys
from pathlib import Path
from typing import Any

SIGN = "sign"
TEMPLATE = "template"

_MEMORY_BYTES = 1_500_000_000


def main(template: Path, seconds: int) -> None:
    """Read a letter, say on one line what was wrong, then write the document."""
    values, at = json.load(sys.stdin)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 1))
    # A letter is never written to a disk here, nor a core of it.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    fault, detail, document = _made(template, values, at)
    sys.stdout.buffer.write(json.dumps([fault, detail]).encode() + b"\n" + document)


def _made(template: Path, values: dict[str, Any], at: int) -> tuple[str, str, bytes]:
    try:
        return "", "", _fill(template, values, at)
    except Exception as error:  # noqa: BLE001 - whatever a template does wrong, it is its fault
        if sign := getattr(error, "sign", ""):
            return SIGN, sign, b""
        told = getattr(error, "diagnostic", "") or f"{type(error).__name__} : {error}"
        return TEMPLATE, told, b""


def _fill(template: Path, values: dict[str, Any], at: int) -> bytes:
    if template.suffix == ".typ":
        from web.letters.pdf import write_pdf

        return write_pdf(template, values, at)
    from web.letters.docx import write_docx

    return write_docx(template, values, at)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
