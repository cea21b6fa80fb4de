"""Views of the Accounts screen: a filter and an order under a name, kept in the book, not part of undo."""

from dataclasses import dataclass

from planner.book import Book
from planner.book.records import Draft
from widgets.account_table import SORTS, Sort

PREFIX = "view "


@dataclass(frozen=True, slots=True)
class View:
    """A filter and an order; `draft` is where it is kept, None for those that come with the program."""

    name: str
    filter: str
    sort: Sort
    draft: Draft | None = None


OURS: tuple[View, ...] = (
    View("all accounts", "", "health"),
    View("customers who are slipping", "status:existing slipping", "silence"),
    View("lost: fences to mend", "status:lost -barred", "health"),
    View("no executive met", "weakest:executives", "value"),
    View("only taking: vendors", "level:vendor", "value"),
    View("nothing booked", "idle -parked -off -barred", "silence"),
)
"""What comes with the program, after the user's own."""


def views(book: Book) -> list[View]:
    """The user's own views by name, then ours."""
    return [*own_views(book), *OURS]


def own_views(book: Book) -> list[View]:
    """The views that the user has saved, by name."""
    drafts = [each for each in book.drafts.values() if each.about.startswith(PREFIX)]
    return sorted((_view(each) for each in drafts), key=lambda view: (view.name.casefold(), view.name))


def _view(draft: Draft) -> View:
    sort = next((each for each in SORTS if each == draft.fields.get("sort")), SORTS[0])
    return View(draft.about.removeprefix(PREFIX), draft.fields.get("filter", ""), sort, draft)


def kept(book: Book, name: str, filter: str, sort: Sort) -> Draft:
    """What to put so that a view is saved; one of the same name is replaced."""
    there = next(iter(book.drafts.where("about", PREFIX + name)), None)
    return Draft(id=there.id if there else book.make_id(), about=PREFIX + name, fields={"filter": filter, "sort": sort})
