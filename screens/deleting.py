"""Taking a record out, after a question that names it and says what goes with it."""

from planner.book.records import Record
from planner.book.removing import removal
from planner.wording import plural
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
