"""Compare what two checkouts answer to the same tickets, byte for byte; exit 1 where they differ.

    python tests/same_answers.py --before TREE [FILE...]

Each checkout runs `guichet try`, with its own environment, over the files given (YAML or JSON
Lines) and over the tickets of the demo's inbox of this one. What a clock decides is left out.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parents[1]
OF_A_CLOCK = ("seconds",)


def main() -> int:
    """Print per file how many lines are the same, and each that is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, required=True, help="the other checkout")
    parser.add_argument("files", type=Path, nargs="*")
    asked = parser.parse_args()
    different = 0
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo.jsonl"
        demo.write_text("".join(demo_tickets()), encoding="utf-8")
        for source in (*asked.files, demo):
            pair = [
                answers(tree, source.resolve(), Path(folder) / name)
                for name, tree in (("before", asked.before.resolve()), ("now", HOME))
            ]
            found = list(differences(*pair))
            print(f"{source.name}: {len(pair[1])} answers, {len(found)} differ", *found, sep="\n  ")
            different += len(found)
    return 1 if different else 0


def demo_tickets() -> Iterator[str]:
    """Give the tickets of the demo's inbox, a line of JSON each."""
    for path in sorted((HOME / "deploy" / "demo" / "inbox").glob("*.json")):
        ticket = json.loads(path.read_text("utf-8"))
        kept = {key: ticket[key] for key in ("subject", "text")}
        yield json.dumps({"id": ticket["number"], "date": ticket["date"][:10], **kept}) + "\n"


def answers(tree: Path, source: Path, out: Path) -> dict[str, dict[str, Any]]:
    """Run `guichet try` in a checkout and read its answers by ticket. Raises where it fails."""
    guichet = tree / ".venv" / "bin" / "guichet"
    subprocess.run(  # noqa: S603 - a checkout's own command
        [guichet, "try", "--input", source, "--output", out], cwd=tree, check=True
    )
    read = [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]
    return {line["id"]: {k: v for k, v in line.items() if k not in OF_A_CLOCK} for line in read}


def differences(before: dict[str, dict[str, Any]], now: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Name each ticket whose answer changed, and in which of its fields."""
    for ticket in sorted(before.keys() | now.keys()):
        old, new = before.get(ticket, {}), now.get(ticket, {})
        if json.dumps(old) != json.dumps(new):
            fields = [key for key in old.keys() | new.keys() if old.get(key) != new.get(key)]
            yield f"{ticket}: {', '.join(sorted(fields)) or 'order of fields'}"


if __name__ == "__main__":
    sys.exit(main())
