"""A simulated quarter: does the plan keep the shares of time, and the promises, where other ways to go through a day don't?

Thirteen weeks of calls, driven through the real rules with a simulated clock: the plan is made anew after every call, as the
screen does it. Calls have unequal lengths, most reach nobody, days are cut short, meetings and promises come up; whoever has to
go, to a meeting or home, ends the talk. Run with `python -m benchmarks.quarter [WEEKS SEEDS]`; it takes some minutes.

What no plan foresees is the talk of an hour that was to take three minutes: on a Friday afternoon it is 4 % of the week, and the
week after makes up for it. Of other seeds than these, one in a dozen has such a Friday.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from statistics import fmean

from benchmarks.market import ENOUGH, THIN_LOST, Supply
from benchmarks.policies import POLICIES
from benchmarks.result import Result
from benchmarks.simulation import Quarter, simulate

WEEKS = 13
SEEDS = (1, 2, 3, 4, 5, 6)
ENOUGH_TO_SEE = 2
"""Seeds for the other policies: they are so far off that more would only take longer."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a policy came to over all seeds."""

    name: str
    quarters: tuple[Quarter, ...]

    def cells(self) -> tuple[str, ...]:
        """As printed."""
        every = self.quarters
        weeks = [week for each in every for week in each.weeks]
        return (
            self.name,
            str(len(every)),
            f"{max(each.end for each in every):.2f}",
            f"{max(each.end_of_the_rest for each in every):.2f}",
            f"{fmean(weeks):.2f}",
            f"{max(weeks):.2f}",
            f"{max(each.prefix_minutes for each in every):.0f}",
            f"{max(each.prefix_calls for each in every):.2f}",
            f"{100 * sum(each.kept for each in every) / max(1, sum(each.promised for each in every)):.1f}",
            f"{fmean(each.neglected for each in every):.0f}",
            f"{fmean(each.over for each in every):.0f}",
            f"{fmean(each.calls for each in every):,.0f}",
        )


EXPLAINED = """
end          how far the quarter's minutes are from 50/30/20: the worst seed, the status furthest off, in points
end, E:N     the same between existing and new alone: what is left of the shares where lost accounts are too few
week         the same of a single week: the mean and the worst of all weeks
prefix       how far a morning's order strays from its aim, wherever it stops: the worst of all, in minutes and in its longest calls
promises     called on their day, of those that fell due and for which the day had the minutes
neglected    existing and lost accounts silent for longer than "at most" at the end
over         days of the quarter on which more was listed than there were minutes
"""
"""What the columns count."""
HEAD = (
    "policy", "seeds", "end", "end, E:N", "week, mean", "week, worst", "prefix, min", "in calls", "promises, %",
    "neglected", "over", "calls",
)  # fmt: skip


def lines(weeks: int = WEEKS, seeds: Sequence[int] = SEEDS, supply: Supply = ENOUGH) -> list[Line]:
    """Our plan over every seed, the other policies over the first of them, on all processors."""
    over = {name: tuple(seeds) if name == "ours" else tuple(seeds[:ENOUGH_TO_SEE]) for name in POLICIES}
    jobs = [(name, seed) for name, chosen in over.items() for seed in chosen]
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        found = list(pool.map(_simulated, [(*job, weeks, supply) for job in jobs]))
    of = dict(zip(jobs, found, strict=True))
    return [Line(name, tuple(of[name, seed] for seed in chosen)) for name, chosen in over.items()]


def _simulated(job: tuple[str, int, int, Supply]) -> Quarter:
    return simulate(*job)


def table(found: Sequence[Line]) -> str:
    """The lines beside each other."""
    cells = [HEAD, *(line.cells() for line in found)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in cells
    )


def rows() -> Iterator[Result]:
    """The figures of the plan with their limits, and beside them the other policies'."""
    for line in lines():
        every = line.quarters
        ours = line.name == "ours"
        limits = (0.2, 1.5, 3.5, 99.0) if ours else (None,) * 4
        weeks = [week for each in every for week in each.weeks]
        kept = 100 * sum(each.kept for each in every) / max(1, sum(each.promised for each in every))
        what = f"a quarter, {line.name}"
        yield Result(
            f"{what}: share error at the end, worst of {len(every)}",
            max(each.end for each in every),
            "points",
            limits[0],
        )
        yield Result(f"{what}: share error of a week, mean", fmean(weeks), "points", limits[1])
        yield Result(f"{what}: share error of a week, worst", max(weeks), "points", limits[2])
        yield Result(f"{what}: promises kept on their day", kept, "%", limits[3], "at least")


def main(weeks: int = WEEKS, seeds: int = len(SEEDS)) -> None:
    """Print both scenarios."""
    chosen = tuple(range(1, seeds + 1))
    print(f"{weeks} weeks, {seeds} seeds, enough accounts; share errors in points, the worst status counts", flush=True)
    print(table(lines(weeks, chosen)), flush=True)
    print(f"\nthe same with {THIN_LOST.lost} lost accounts")
    print(table(lines(weeks, chosen, THIN_LOST)))
    print(EXPLAINED)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
