"""What is typed after / on Accounts: words to look for, and conditions such as `status:lost level:vendor health<50`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from planner.book import Book
from planner.book.records import Account
from planner.book.vocabulary import STATUSES
from planner.method.cadence import next_step
from planner.method.health import PARTS, Health, slipping
from planner.method.relationship import RELATION_LEVELS
from planner.method.status import days_since_order
from planner.settings import Settings
from planner.wording import fold
from widgets.account_table import days_silent

HELP = "words · status:lost · level:vendor · weakest:executives · tag:x · slipping · unmet · never · health<50 · silent>30 · -tag:x"
"""What can be typed, in one line."""


class Asked(NamedTuple):
    """One account, as the conditions look at it."""

    book: Book
    settings: Settings
    now: datetime
    account: Account
    health: Health | None


Test = Callable[[Asked], bool]


@dataclass(frozen=True, slots=True)
class AccountFilter:
    """The conditions, all of which an account has to meet; `problems` says what could not be understood."""

    tests: tuple[Test, ...] = ()
    problems: tuple[str, ...] = ()

    def lets(self, asked: Asked) -> bool:
        """Whether an account is shown."""
        return all(test(asked) for test in self.tests)


def read_filter(text: str) -> AccountFilter:
    """The filter that a text means; a condition that can't be understood lets nothing through and says why."""
    tests: list[Test] = []
    problems: list[str] = []
    for word in text.split():
        bare = word[1:] if word[0] in "-!" and len(word) > 1 else word
        try:
            test = _condition(bare)
        except ValueError as problem:
            problems.append(str(problem))
            continue
        if test is not None:
            tests.append(_not(test) if bare != word else test)
    return AccountFilter(tuple(tests), tuple(problems))


def _not(test: Test) -> Test:
    return lambda asked: not test(asked)


def _condition(word: str) -> Test | None:
    compared = re.fullmatch(r"([a-z]+)([<>])=?(\d*)", word.casefold())
    if compared and compared[1] in NUMBERS:
        return _compares(NUMBERS[compared[1]], compared[2], int(compared[3])) if compared[3] else None
    name, colon, value = word.partition(":")
    name = name.casefold()
    if colon and (name in CHOICES or name in TEXTS):
        return _of_field(name, fold(value)) if value else None
    if word.casefold() in FLAGS:
        return FLAGS[word.casefold()]
    return _says(fold(word))


def _of_field(name: str, value: str) -> Test:
    if name in TEXTS:
        read = TEXTS[name]
        return lambda asked: any(value in fold(each) for each in read(asked.account))
    words, of = CHOICES[name]
    if not any(word.startswith(value) for word in words):
        raise ValueError(f'no {name} "{value}": use one of {", ".join(words)}')
    return lambda asked: (of(asked) or "").startswith(value)


def _compares(read: Callable[[Asked], int | None], sign: str, limit: int) -> Test:
    def test(asked: Asked) -> bool:
        figure = read(asked)
        return figure is not None and (figure < limit if sign == "<" else figure > limit)

    return test


def _says(word: str) -> Test:
    return lambda asked: word in looked_at(asked.book, asked.account)


def looked_at(book: Book, account: Account) -> str:
    """The text of an account that words are looked for in."""
    parts = (
        account.name,
        account.industry,
        account.city,
        account.region,
        account.country,
        account.competitor,
        account.note,
    )
    return book.fact(account.id, "words", lambda: fold(" ".join((*parts, *account.tags))))


def _parked(asked: Asked) -> bool:
    return asked.account.parked_until is not None and asked.account.parked_until > asked.now.date()


def _put_off(asked: Asked) -> bool:
    return asked.account.snoozed_until is not None and asked.account.snoozed_until > asked.now.date()


def _slipping(asked: Asked) -> bool:
    return slipping(asked.book, asked.settings, asked.account, asked.now) is not None


def _unmet(asked: Asked) -> bool:
    return asked.health is not None and asked.health.told is not None and not asked.health.told.marks.executives


def _idle(asked: Asked) -> bool:
    return next_step(asked.book, asked.account.id, asked.now.date()) is None


CHOICES: dict[str, tuple[tuple[str, ...], Callable[[Asked], str | None]]] = {
    "status": (STATUSES, lambda asked: asked.account.status),
    "level": (RELATION_LEVELS, lambda asked: asked.health.level if asked.health else None),
    "weakest": (PARTS, lambda asked: asked.health.weakest if asked.health else None),
}
TEXTS: dict[str, Callable[[Account], tuple[str, ...]]] = {
    "tag": lambda account: account.tags,
    "city": lambda account: (account.city,),
    "country": lambda account: (account.country,),
    "industry": lambda account: (account.industry,),
    "competitor": lambda account: (account.competitor,),
}
FLAGS: dict[str, Test] = {
    "slipping": _slipping,
    "unmet": _unmet,
    "never": lambda asked: asked.health is not None and asked.health.score is None,
    "parked": _parked,
    "off": _put_off,
    "idle": _idle,
    "barred": lambda asked: asked.account.do_not_call is not None,
}
"""never: nobody was in contact yet; unmet: no executive lately; off: put off; idle: no next step; barred: do not call."""
NUMBERS: dict[str, Callable[[Asked], int | None]] = {
    "health": lambda asked: asked.health.score if asked.health else None,
    "trend": lambda asked: asked.health.trend if asked.health else None,
    "silent": lambda asked: days_silent(asked.health),
    "order": lambda asked: days_since_order(asked.book, asked.account, asked.now.date()),
}
"""Points, or calendar days."""
