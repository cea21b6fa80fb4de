"""Views of the Accounts screen: a filter and an order under a name, kept in the book, not part of undo.

The program's have letters, the user's own have numbers in the order in which they were saved: a key once learned stays.
"""

from dataclasses import dataclass
from datetime import datetime

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Draft
from widgets.account_table import SORTS, Sort

PREFIX = "view "


@dataclass(frozen=True, slots=True)
class View:
    """A filter and an order, with the key that brings it; `draft` is where it is kept, None for those of the program."""

    key: str
    name: str
    filter: str
    sort: Sort
    draft: Draft | None = None


OURS: tuple[View, ...] = (
    View("a", "all accounts", "", "health"),
    View("c", "customers who are slipping", "status:existing slipping", "silence"),
    View("m", "lost: fences to mend", "status:lost -barred", "health"),
    View("e", "no executive met lately", "unmet -barred", "value"),
    View("v", "only taking: vendors", "level:vendor", "value"),
    View("n", "nothing booked", "idle -parked -off -barred", "silence"),
)
"""What comes with the program."""
MOST_OWN = 9
"""So many views of one's own have a key."""


def views(book: Book) -> list[View]:
    """The user's own views, then ours."""
    return [*own_views(book), *OURS]


def own_views(book: Book) -> list[View]:
    """The views that the user has saved, the oldest first."""
    drafts = [each for each in book.drafts.values() if each.about.startswith(PREFIX)]
    drafts.sort(key=lambda each: (each.created.timestamp() if each.created else 0.0, each.about, each.id))
    return [_view(each, str(place)) for place, each in enumerate(drafts[:MOST_OWN], 1)]


def _view(draft: Draft, key: str) -> View:
    sort = next((each for each in SORTS if each == draft.fields.get("sort")), SORTS[0])
    return View(key, draft.about.removeprefix(PREFIX), draft.fields.get("filter", ""), sort, draft)


def kept(book: Book, name: str, filter: str, sort: Sort, now: datetime) -> Draft:
    """What to put so that a view is saved; one of the same name is replaced, and stays on its key."""
    there = next(iter(book.drafts.where("about", PREFIX + name)), None)
    about, fields = PREFIX + name, {"filter": filter, "sort": sort}
    if there:
        return replace(there, fields=fields)
    return Draft(id=book.make_id(), created=now, about=about, fields=fields)
