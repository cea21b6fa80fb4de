"""Taking a record out, after a question that names it and says what goes with it."""

from planner.book import Book
from planner.book.records import Record, Touch
from planner.book.removing import removal
from planner.wording import one_line, plural
from screens.base import PlannerScreen
from screens.dialogs import ChooseScreen


def ask_delete(screen: PlannerScreen, record: Record, name: str) -> None:
    """Ask, then delete the record with all that can't be without it; undo brings it back."""
    hangs = len(removal(screen.book, record, screen.now.date())) - 1
    with_it = f", and {plural(hangs, 'record')} with it" if hangs else ""
    choices = [("y", "yes", f"delete it{with_it}; u brings it back")]

    def delete(said: str | None) -> None:
        if said:
            today = screen.now.date()
            screen.change(
                f"Deleted {name}", lambda book: removal(book, record, today), say=f"Deleted {name}: u brings it back"
            )

    screen.planner.push_screen(ChooseScreen(f"Delete {name}?", choices), delete)


def named(book: Book, record: Record) -> str:
    """A record in a question or a label: "promise send the figures", "the call of 3 Nov with Ann Lee"."""
    kind = type(record).__name__.casefold()
    if isinstance(record, Touch):
        who = one_line(book.contact_name(record.contact) or book.account_name(record.account))
        return f"the call of {record.at:%d %b %Y} with {who} ({record.outcome})"
    for field in ("name", "text", "what", "prospect"):
        text = getattr(record, field, "")
        if text:
            return f"{kind} {one_line(text)}"
    return f"{kind} by {one_line(book.contact_name(getattr(record, 'contact', None)))}"
