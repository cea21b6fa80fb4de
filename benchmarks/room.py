"""Where the benchmarks keep the large books that they make: made once, copied for each run."""

import os
import tempfile
from pathlib import Path


def cache() -> Path:
    """The folder that $PLANNER_BENCH_CACHE names, else one for temporary files."""
    return Path(os.environ.get("PLANNER_BENCH_CACHE") or Path(tempfile.gettempdir()) / "planner-benchmarks")
