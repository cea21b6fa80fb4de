"""The timeline of an account as rows of two lines, a heading a month, what is to come on top (method §4)."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from planner.book import Book
from planner.book.vocabulary import CONTACT_OUTCOMES
from planner.method.timeline import LAST_ORDER, Happening
from planner.wording import MONTHS, WEEKDAYS, one_line
from widgets.items import Item
from widgets.palette import Line, columns

WORDS = {"given": "gave", "got": "got", "insight": "learned", "promise": "promised"}
"""What stands before the text of a line that is no call."""
STYLES = {"given": "good", "got": "accent", "status": "late"}


def timeline_items(book: Book, happenings: Sequence[Happening], today: date, about: str = "") -> Iterator[Item]:
    """The stream, newest first; `about`: whose screen it is, who need not be named."""
    month = ""
    for place, each in enumerate(happenings):
        head = "To come" if each.on > today else f"{MONTHS[each.on.month - 1]} {each.on.year}"
        if head != month:
            month = head
            yield Item(None, partial(_head, head))
        who = "" if each.contact == about else one_line(book.contact_name(each.contact))
        yield Item(
            f"{each.kind} {each.record.id} {place}", partial(_lines, each, who, head == "To come"), each.record, each.contact,
            says=_in_full(each, who),
        )  # fmt: skip


def _head(said: str, width: int) -> list[Line]:
    return [[], [(said, "title")]]


def _lines(each: Happening, who: str, to_come: bool, width: int) -> list[Line]:
    day = (
        f"{each.on.day} {MONTHS[each.on.month - 1][:3]}"
        if to_come
        else f"{WEEKDAYS[each.on.weekday()][:2]} {each.on.day:>2}"
    )
    word = WORDS.get(each.kind, "")
    title = f"{word}: {one_line(each.title)}" if word else one_line(each.title)
    first = columns(width, [(day, "dim", 6), (title, _style(each), 0)])
    detail = " · ".join(part for part in (who, one_line(each.detail)) if part)
    return [first, columns(width, [("", "", 6), (detail, "dim", 0)])]


def _style(each: Happening) -> str:
    if each.kind == "touch":
        return "bold" if getattr(each.record, "outcome", "") in CONTACT_OUTCOMES else "dim"
    return "" if each.title == LAST_ORDER else STYLES.get(each.kind, "")


def _in_full(each: Happening, who: str) -> str:
    word = WORDS.get(each.kind, "")
    clock = f" {each.at:%H:%M}" if each.at else ""
    parts = [f"{each.on:%a %d %b %Y}{clock}", f"{word}: {each.title}" if word else each.title, who, each.detail]
    return " · ".join(one_line(part) for part in parts if part)
