"""The balance meter: minutes done, planned and wanted, by status; read by figure, letter and bar, never by colour alone."""

from collections.abc import Mapping

from textual.widgets import Static

from planner.book.vocabulary import STATUSES, Status
from widgets.palette import LETTERS, Line, content


class Meter(Static):
    """Three lines, one a status."""

    DEFAULT_CSS = """
    Meter { height: 3; padding: 0 1; }
    """

    _shown: list[Line] | None = None

    def show(
        self,
        done: Mapping[Status, int],
        planned: Mapping[Status, int],
        target: Mapping[Status, int],
        compact: bool = False,
    ) -> None:
        """Minutes by status."""
        most = max(1, *target.values(), *planned.values())
        lines = (
            [compact_line(done, target)]
            if compact
            else [meter_line(status, done[status], planned[status], target[status], most) for status in STATUSES]
        )
        if lines != self._shown:
            self._shown = lines
            self.update(content(*lines), layout=False)


def meter_line(status: Status, done: int, planned: int, target: int, most: int, width: int = 28) -> Line:
    """ "E existing  ━━━━━╸──────────  35 of 120 min  118 planned"."""
    length = max(1, round(width * target / most)) if target else 0
    halves = round(2 * length * min(done, target) / max(target, 1))
    filled = "━" * (halves // 2) + "╸" * (halves % 2)
    rest = "─" * (length - len(filled))
    over = done - target
    figures = f" {done:>3} of {target:>3} min"
    line: Line = [
        (f"{LETTERS[status]} {status:<10}", status),
        (filled, status),
        (rest, "faint"),
        (" " * max(0, width - length), ""),
        (figures, "bold"),
    ]
    if over > 0:
        line.append((f"  {over} over", "late"))
    elif planned != target:
        line.append((f"  {planned} planned", "dim"))
    return line


def compact_line(done: Mapping[Status, int], target: Mapping[Status, int]) -> Line:
    """All in one line, for small terminals."""
    line: Line = []
    for status in STATUSES:
        line += [(f"{LETTERS[status]} ", status), (f"{done[status]}/{target[status]}", "bold"), ("  ", "")]
    return [*line, ("min", "dim")]
