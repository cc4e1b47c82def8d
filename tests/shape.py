"""Measure how the product reads, against what a reader bears; exit 1 where a limit is passed.

    python tests/shape.py                        the measures of this tree
    python tests/shape.py --before TREE          beside those of another checkout
    python tests/shape.py --room web             what one room still breaks

Tests are no room; migrations are a history, not a text. Limits: `docs/architecture.md`.
"""

from __future__ import annotations

import argparse
import ast
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from rich.console import Console
from rich.table import Table

HOME = Path(__file__).resolve().parents[1]
NOT_READ = ("tests/", "deploy/", "docs/", "cases/migrations/")

MEDIAN_FILE = range(120, 201)
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
SMALL_FILE = 80
"""Lines under which a module that only one sibling imports belongs to that sibling."""
FULLEST_FOLDER = 15
LONGEST_CHAIN = 20
LONGEST_CHAIN_OF_ROOM = 6
LONGER_CHAINS = {"agents": 8}
"""A graph, its dependencies, the gateway, and four steps of privacy under it; the same for the
letter, its attribution, its guards and their readers. Both are to be redrawn."""
USED_ONCE = 0.12
"""Share of all functions that are private and used once."""
SAME_IN_EACH_SYSTEM = "connectors/"
"""Folders of one shape each, a ticketing system a folder: their names are the same on purpose."""
SAME_IN_EACH_AGENT = ("graph.py", "state.py", "embedded.py")
"""So are those of the agents that are a graph."""
FLOWS = "flows.deployed"
"""Lists the flows, one a file however short."""
NOT_OUR_WORDS = frozenset(
    {"team", "shelf", "bearings", "tray", "told", "said", "held", "lent", "turn", "rest", "rests"}
    | {"door", "office", "reach"}
)
"""Names of modules, classes, functions and attributes that `docs/glossaire.md` replaces."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A file of the product."""

    name: str
    path: Path
    text: str

    @property
    def lines(self) -> int:
        """Count its lines."""
        return self.text.count("\n")

    @property
    def room(self) -> str:
        """Name the first folder, or the file itself."""
        return self.name.partition(".")[0]

    @property
    def folder(self) -> str:
        """Name the folder it stands in, as a package."""
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def is_package(self) -> bool:
        """Tell whether it is the `__init__` of its folder."""
        return self.path.name == "__init__.py"

    @cached_property
    def tree(self) -> ast.Module:
        """Parse it."""
        return ast.parse(self.text)

    @cached_property
    def functions(self) -> list[Function]:
        """List its functions and methods."""
        return [n for n in ast.walk(self.tree) if isinstance(n, Function)]


class Product:
    """The modules of a checkout, and which imports which."""

    def __init__(self, home: Path) -> None:
        asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
        found = subprocess.run(asked, cwd=home, capture_output=True, text=True, check=True)  # noqa: S603 - a constant
        paths = [Path(line) for line in sorted(set(found.stdout.splitlines()))]
        read = [p for p in paths if not str(p).startswith(NOT_READ) and (home / p).is_file()]
        named = {".".join(p.with_suffix("").parts).removesuffix(".__init__"): p for p in read}
        self.modules = {
            name: Module(name, path, (home / path).read_text("utf-8"))
            for name, path in named.items()
        }

    @cached_property
    def imports(self) -> Mapping[str, set[str]]:
        """Give by module those it imports, wherever in it."""
        return {name: set(self._imported(module)) - {name} for name, module in self.modules.items()}

    @cached_property
    def importers(self) -> Mapping[str, set[str]]:
        """Give by module those that import it."""
        found: dict[str, set[str]] = defaultdict(set)
        for name, imported in self.imports.items():
            for one in imported:
                found[one].add(name)
        return found

    def _imported(self, module: Module) -> Iterator[str]:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Import):
                yield from (each.name for each in node.names if each.name in self.modules)
            elif isinstance(node, ast.ImportFrom) and node.module:
                for each in node.names:
                    whole = f"{node.module}.{each.name}"
                    found = whole if whole in self.modules else node.module
                    if found in self.modules:
                        yield found

    def chain(self, room: str = "") -> list[str]:
        """Give the longest chain of imports, of one room or of all. Raises `CycleError`."""
        kept = {n for n, m in self.modules.items() if room in {"", m.room}}
        graph = {name: self.imports[name] & kept for name in kept}
        longest: dict[str, list[str]] = {}
        for name in TopologicalSorter(graph).static_order():
            below = max((longest[one] for one in sorted(graph[name])), key=len, default=[])
            longest[name] = [name, *below]
        return max(longest.values(), key=len, default=[])


def used_once(product: Product) -> list[str]:
    """Name the private functions that one place of their module uses."""
    found = []
    for module in product.modules.values():
        private = [f for f in module.functions if f.name.startswith("_") and f.name[-2:] != "__"]
        uses = Counter(_uses(module.tree))
        found += [
            f"{module.path}:{f.lineno} {f.name}"
            for f in private
            if uses[f.name] == 1 and not f.decorator_list
        ]
    return found


def _uses(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr


def single_siblings(product: Product) -> list[str]:
    """Name the small modules that only one module of their folder imports."""
    found = []
    for name, module in product.modules.items():
        by = product.importers.get(name, set())
        if module.is_package or module.lines >= SMALL_FILE or len(by) != 1 or by == {FLOWS}:
            continue
        if (HOME / module.path).with_suffix(".yaml").exists():
            continue  # it computes for its card, which names it
        (importer,) = by
        if product.modules[importer].folder == module.folder:
            found.append(f"{module.path}: {module.lines} lines, imported by {importer} alone")
    return found


def words_not_ours(product: Product) -> list[str]:
    """Name the modules, classes, functions and attributes of a class that bear a replaced word."""
    found = []
    for module in product.modules.values():
        named = [(1, module.path.stem)]
        for node in ast.walk(module.tree):
            if isinstance(node, Function | ast.ClassDef):
                named.append((node.lineno, node.name))
            if isinstance(node, ast.ClassDef):
                fields = [n for n in node.body if isinstance(n, ast.AnnAssign)]
                named += [(n.lineno, n.target.id) for n in fields if isinstance(n.target, ast.Name)]
        found += [
            f"{module.path}:{line} {name}"
            for line, name in named
            if name.strip("_").lower() in NOT_OUR_WORDS
        ]
    return found


def same_names(product: Product) -> list[str]:
    """Name the files that bear one name."""
    by_name: dict[str, list[str]] = defaultdict(list)
    for module in product.modules.values():
        path = str(module.path)
        alike = path.startswith(SAME_IN_EACH_SYSTEM) or (
            path.startswith("agents/") and module.path.name in SAME_IN_EACH_AGENT
        )
        if not module.is_package and not alike:
            by_name[module.path.name].append(path)
    return [f"{name}: {', '.join(paths)}" for name, paths in by_name.items() if len(paths) > 1]


def measures(product: Product) -> dict[str, str]:
    """Give what a reader feels, in words."""
    modules = product.modules.values()
    files = [m.lines for m in modules if not m.is_package]
    functions = [_length(f) for m in modules for f in m.functions]
    folders = Counter(m.folder for m in modules if not m.is_package)
    fullest, most = folders.most_common(1)[0]
    law = sum(m.lines for m in modules if m.room == "statute")
    rooms = sorted({m.room for m in modules if "." in m.name})
    chains = {room: _chain_length(product, room) for room in rooms}
    deepest = max(chains, key=lambda room: chains[room])
    once = len(used_once(product))
    return {
        "files": str(len(modules)),
        "lines": f"{sum(files)}",
        "lines, statute apart": f"{sum(files) - law}",
        "file, median": f"{statistics.median(files):.0f}",
        "file, longest": str(max(files)),
        "functions": str(len(functions)),
        "function, median": f"{statistics.median(functions):.0f}",
        "function, longest": str(max(functions)),
        "private and used once": f"{once} ({once / len(functions):.1%})",
        f"small, one sibling imports it (< {SMALL_FILE} lines)": str(len(single_siblings(product))),
        "fullest folder": f"{most} ({fullest})",
        "names borne by several files": str(len(same_names(product))),
        "longest chain of imports": str(_chain_length(product)),
        "longest inside a room": f"{chains[deepest]} ({deepest})",
        "words of the glossary's left column": str(len(words_not_ours(product))),
    }


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _chain_length(product: Product, room: str = "") -> int:
    try:
        return len(product.chain(room))
    except CycleError:
        return sys.maxsize


def broken(product: Product) -> Iterator[str]:
    """Say each limit that is passed, and where."""
    modules = product.modules.values()
    files = [m for m in modules if not m.is_package]
    median = round(statistics.median(m.lines for m in files))
    if median not in MEDIAN_FILE:
        yield f"the median file has {median} lines, not {MEDIAN_FILE[0]} to {MEDIAN_FILE[-1]}"
    yield from (f"{m.path}: {m.lines} lines" for m in modules if m.lines > LONGEST_FILE)
    yield from (
        f"{m.path}:{f.lineno} {f.name}: {_length(f)} lines"
        for m in modules
        for f in m.functions
        if _length(f) > LONGEST_FUNCTION
    )
    folders = Counter(m.folder for m in files)
    yield from (f"{f}: {n} files" for f, n in sorted(folders.items()) if n > FULLEST_FOLDER)
    yield from single_siblings(product)
    yield from same_names(product)
    yield from words_not_ours(product)
    yield from _chains_too_long(product)
    once, functions = used_once(product), sum(len(m.functions) for m in modules)
    if len(once) > USED_ONCE * functions:
        yield f"{len(once)} private functions of {functions} are used once"


def _chains_too_long(product: Product) -> Iterator[str]:
    rooms = sorted({m.room for m in product.modules.values() if "." in m.name})
    for room, limit in (("", LONGEST_CHAIN), *((room, LONGEST_CHAIN_OF_ROOM) for room in rooms)):
        try:
            chain = product.chain(room)
        except CycleError as error:
            yield f"a circle of imports: {' > '.join(error.args[1])}"
            return
        if len(chain) > LONGER_CHAINS.get(room, limit):
            yield f"{room or 'all'}: a chain of {len(chain)} imports: {' > '.join(chain)}"


def main() -> int:
    """Print the measures, and what is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, help="another checkout, measured beside this one")
    parser.add_argument("--room", default="", help="say what this room breaks, and nothing else")
    parser.add_argument("--once", action="store_true", help="name the private functions used once")
    asked = parser.parse_args()
    product = Product(HOME)
    if asked.once:
        print("\n".join(one for one in used_once(product) if one.startswith(asked.room)))
        return 0
    said = [line for line in broken(product) if line.startswith(asked.room)]
    if not asked.room:
        _print_table(product, Product(asked.before.resolve()) if asked.before else None)
    print("\n".join(said))
    return 1 if said else 0


def _print_table(product: Product, before: Product | None) -> None:
    table = Table("", *(["before"] if before else []), "now")
    former = list(measures(before).values()) if before else []
    for number, (what, now) in enumerate(measures(product).items()):
        table.add_row(what, *([former[number]] if before else []), now)
    Console(width=100).print(table)


if __name__ == "__main__":
    sys.exit(main())
