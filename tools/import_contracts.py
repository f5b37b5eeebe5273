"""Import contracts of our own for import-linter: no circle of imports between files."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain import helpers


class NoCirclesContract(Contract):
    """No file imports, by way of others, itself; imports within functions count, those for types alone as well."""

    ignore_imports = fields.SetField(subfield=fields.ImportExpressionField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002  (its signature)
        """Find the circles: each as the files that are tied by it."""
        helpers.pop_import_expressions(graph, self.ignore_imports or set())  # type: ignore[arg-type]
        found = circles({name: graph.find_modules_directly_imported_by(name) for name in graph.modules})
        return ContractCheck(kept=not found, metadata={"circles": found})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print each circle on a line."""
        for circle in check.metadata["circles"]:
            output.print_error(f"a circle: {', '.join(circle)}")


def circles(imports: dict[str, set[str]]) -> list[list[str]]:
    """The strongly connected parts of more than one file (Tarjan's algorithm), each sorted."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(imports.get(name, set())):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            at = stack.index(name)
            tied, stack[at:] = sorted(stack[at:]), []
            if len(tied) > 1:
                found.append(tied)

    for name in sorted(imports):
        if name not in index:
            visit(name)
    return found
