"""Which industries two companies share, so that one customer can speak for us to another (method §6, §7)."""

import re
from functools import lru_cache

from planner.wording import fold

_BETWEEN = re.compile(r"\s*[/,;|+&]\s*|\s+and\s+")


@lru_cache(maxsize=4096)
def industries(text: str) -> frozenset[str]:
    """The industries that a field names, folded: "Food & Drink" is "food & drink", "food" and "drink"."""
    whole = fold(text)
    return frozenset(part for part in (whole, *_BETWEEN.split(whole)) if part)
