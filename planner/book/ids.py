"""Ids: sixty random bits, as twelve letters for people and as a whole number for the TinyDB file.

They are global, so that two books can be merged by id, and never used twice.
"""

import os
from collections.abc import Callable

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
VALUES = {letter: value for value, letter in enumerate(ALPHABET)}
PAIRS = [first + second for first in ALPHABET for second in ALPHABET]
"""Two letters for each ten bits: a big book spells hundreds of thousands of ids when it is opened."""


def spelled(number: int) -> str:
    """The twelve letters of a document id."""
    p, n = PAIRS, number
    return p[n >> 50] + p[n >> 40 & 1023] + p[n >> 30 & 1023] + p[n >> 20 & 1023] + p[n >> 10 & 1023] + p[n & 1023]


def number(text: str) -> int:
    """The document id that twelve letters spell; ValueError when they spell none."""
    value = 0
    try:
        for letter in text:
            value = value << 5 | VALUES[letter]
    except KeyError:
        raise ValueError(f'"{text}" is no id') from None
    return value


def new_id() -> str:
    """A fresh id."""
    return spelled(int.from_bytes(os.urandom(8)) >> 4)


def seeded(seed: int) -> Callable[[], str]:
    """Ids that are the same every time, for the demo book and for tests."""
    from random import Random

    random = Random(seed)
    return lambda: spelled(random.getrandbits(60))
