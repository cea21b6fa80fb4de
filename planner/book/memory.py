"""What rules remember of a book, so that ten thousand accounts are not read again for each plan; the Book lets go what changed."""

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Known(dict[str, Any]):
    """What a rule remembers by id of account or contact."""

    def __init__(self) -> None:
        super().__init__()
        self.dropped: set[str] = set()
        """Those of whom a record changed; a rule that goes through them clears it."""


class Memory:
    """What follows from the records, kept until they change. What depends on the moment must not be in it."""

    def __init__(self) -> None:
        self._facts: dict[str, dict[Any, Any]] = {}
        self._known: dict[str, tuple[Any, Known]] = {}
        self._whole: dict[Any, Any] = {}
        self._until: dict[str, tuple[Any, Any]] = {}

    def fact(self, about: str, key: Any, compute: Callable[[], T]) -> T:
        """`compute()`, remembered until a record of the account or contact `about` changes."""
        facts = self.facts(about)
        if key not in facts:
            facts[key] = compute()
        result: T = facts[key]
        return result

    def facts(self, about: str) -> dict[Any, Any]:
        """What is remembered about an account or contact; a rule that asks 10,000 times looks here itself."""
        facts = self._facts.get(about)
        if facts is None:
            facts = self._facts[about] = {}
        return facts

    def known(self, name: str, key: Any = None) -> Known:
        """What is remembered under `name` by id of account or contact, for as long as it is asked with the same `key`.

        Those of whom a record changes drop out of it. A rule that goes through everybody fills in what is missing: it
        looks into one dictionary, where `facts` would be ten thousand.
        """
        kept = self._known.get(name)
        if kept is None or kept[0] != key:
            kept = self._known[name] = (key, Known())
        return kept[1]

    def whole(self, key: Any, compute: Callable[[], T]) -> T:
        """`compute()`, remembered until anything in the book changes."""
        if key not in self._whole:
            self._whole[key] = compute()
        result: T = self._whole[key]
        return result

    def until(self, name: str, key: Any, compute: Callable[[], T]) -> T:
        """`compute()`, remembered under `name` for as long as it is asked with the same `key`."""
        kept = self._until.get(name)
        if kept is None or kept[0] != key:
            kept = self._until[name] = (key, compute())
        result: T = kept[1]
        return result

    def forget_about(self, about: str) -> None:
        """A record of an account or contact has changed."""
        self._facts.pop(about, None)
        for _, known in self._known.values():
            known.pop(about, None)
            known.dropped.add(about)

    def forget_whole(self) -> None:
        """Something has changed."""
        self._whole.clear()

    def forget_all(self) -> None:
        """Everything may be another."""
        self._facts.clear()
        self._known.clear()
        self._whole.clear()
        self._until.clear()
