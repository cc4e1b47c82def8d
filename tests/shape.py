"""Measure the shape of the code against its budget; exit 1 where a limit is passed."""

import ast
import statistics
import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
LONGEST_FILE = 400
LONGEST_FUNCTION = 40
FUNCTION_P90 = 25
MOST_ROOMS = 8


def main() -> int:
    tracked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"],  # noqa: S607 - git from PATH
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    files = [Path(line) for line in tracked.stdout.splitlines() if (HOME / line).is_file()]
    lengths = {file: (HOME / file).read_text("utf-8").count("\n") for file in files}
    functions = {name: size for file in files for name, size in functions_of(file)}
    rooms = {file.parts[0] for file in files if len(file.parts) > 1 and file.parts[0] != "deploy"}
    sizes = sorted(functions.values())
    p90 = sizes[len(sizes) * 9 // 10]
    print(
        f"{len(files)} files, median {statistics.median(lengths.values()):.0f} lines, "
        f"max {max(lengths.values())}; {len(sizes)} functions, "
        f"median {statistics.median(sizes):.0f} lines, p90 {p90}, max {sizes[-1]}; "
        f"{len(rooms)} rooms",
    )
    broken = [f"{file}: {n} lines" for file, n in lengths.items() if n > LONGEST_FILE]
    broken += [f"{name}: {n} lines" for name, n in functions.items() if n > LONGEST_FUNCTION]
    broken += [f"functions: p90 is {p90}"] * (p90 > FUNCTION_P90)
    broken += [f"{len(rooms)} rooms: {sorted(rooms)}"] * (len(rooms) > MOST_ROOMS)
    print("\n".join(broken))
    return 1 if broken else 0


def functions_of(file: Path) -> list[tuple[str, int]]:
    # Tables of a first migration are a list, not a procedure.
    if "migrations" in file.parts:
        return []
    tree = ast.parse((HOME / file).read_text("utf-8"))
    return [
        (f"{file}:{node.lineno} {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


if __name__ == "__main__":
    sys.exit(main())
