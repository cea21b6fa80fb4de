"""The files of planner.exchange stand on one another in one order: none imports, even by a detour, what imports it."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import planner.exchange

FOLDER = Path(planner.exchange.__file__).parent
ROOT = "planner.exchange."


def imported(path: Path) -> set[str]:
    """The neighbours that a file imports: at its top, inside a function, or for its types only."""
    nodes = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    names = [node.module for node in nodes if node.module] + [
        f"{ROOT}{alias.name}" for node in nodes if node.module == ROOT[:-1] for alias in node.names
    ]
    return {name.removeprefix(ROOT) for name in names if name.startswith(ROOT)}


def test_no_file_imports_what_stands_on_it() -> None:
    graph = {path.stem: imported(path) for path in FOLDER.glob("*.py")}

    order = list(TopologicalSorter(graph).static_order())  # a circle raises, and names its files
    assert order.index("sources") < order.index("batches") < order.index("importer") < order.index("imports")
