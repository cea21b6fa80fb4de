"""One line of the table that `make bench` prints: what was measured, and how it compares with what was promised."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import process_time
from typing import Literal

TOLD = {
    "ms": "{:,.1f} ms",
    "s": "{:,.1f} s",
    "×": "{:.2f} ×",
    "points": "{:.2f} points",
    "%": "{:.1f} %",
    "": "{:,.0f}",
}


@dataclass(frozen=True, slots=True)
class Result:
    """A figure with its unit, and the limit that the issues name; None where they name none."""

    what: str
    measured: float
    unit: str
    limit: float | None = None
    rule: Literal["at most", "at least"] = "at most"

    @property
    def ok(self) -> bool:
        """Whether the limit is kept."""
        if self.limit is None:
            return True
        return self.measured <= self.limit if self.rule == "at most" else self.measured >= self.limit

    def columns(self) -> tuple[str, str, str, str]:
        """What, measured, limit, verdict: as they are printed."""
        limit = "" if self.limit is None else f"{self.rule} {told(self.limit, self.unit)}"
        return (
            self.what,
            told(self.measured, self.unit),
            limit,
            "" if self.limit is None else "ok" if self.ok else "OVER",
        )


def told(value: float, unit: str) -> str:
    """A figure with its unit, in words."""
    return TOLD.get(unit, f"{{:,.1f}} {unit}").format(value)


def show(results: Iterable[Result]) -> int:
    """Print results as a table; how many are over their limits."""
    rows = list(results)
    lines = [("what", "measured", "limit", ""), *(each.columns() for each in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(4)]
    for what, measured, limit, verdict in lines:
        print(f"{what:<{widths[0]}}  {measured:>{widths[1]}}  {limit:>{widths[2]}}  {verdict}".rstrip())
    return sum(not each.ok for each in rows)


def cpu_ms(work: Callable[[], object]) -> float:
    """Milliseconds of processor time that some work takes: what runs beside it on the machine is not counted."""
    began = process_time()
    work()
    return (process_time() - began) * 1000


def median_ms(work: Callable[[], object], runs: int) -> float:
    """The median of `cpu_ms` over so many runs."""
    return median(cpu_ms(work) for _ in range(runs))
