"""`make bench`: every measurement, each in a process of its own, in one table with the limits that the issues name.

`python -m benchmarks [NAME…]` measures only those. A limit that is passed is told, and nothing fails of it.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from benchmarks.measured import MEASURED, measured
from benchmarks.result import Result, show


def main(names: list[str]) -> int:
    """Print the table; 2 when a name is not known."""
    unknown = [name for name in names if name not in MEASURED]
    if unknown:
        print(f"benchmarks: no {', '.join(unknown)}: use some of {', '.join(MEASURED)}", file=sys.stderr)
        return 2
    found: list[Result] = []
    broken: list[str] = []
    for name in names or MEASURED:
        print(f"measuring: {name}", file=sys.stderr, flush=True)
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            try:
                found += alone.submit(measured, name).result()
            except Exception as error:  # one that can't run here must not hide the others
                broken.append(f"{name} could not be measured: {error}")
    over = show(found)
    limits = sum(each.limit is not None for each in found)
    print(f"\n{limits - over} of {limits} within their limits")
    for line in broken:
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
