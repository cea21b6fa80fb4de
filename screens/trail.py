"""An undo leads back to the row where its change was made, so that the next key is about the same call."""

from collections import deque

from msgspec import Struct

from planner.book import Gone
from planner.book.book import Work
from planner.book.records import Record
from screens.base import PlannerScreen
from widgets.rows import Rows

LONGEST = 500
"""Changes whose rows are remembered; a day has fewer."""


class Step(Struct):
    """A change that was made on a row, and the row on which the cursor was when it was taken back."""

    label: str
    rows: str | None
    """The list's id in the screen."""
    key: str
    """The row."""
    after: str | None = None


class Trail:
    """Where a screen's changes were made, latest last."""

    def __init__(self) -> None:
        self._made: deque[Step] = deque(maxlen=LONGEST)
        self._undone: deque[Step] = deque(maxlen=LONGEST)

    def made(self, step: Step) -> None:
        """Another change; what was undone can't come back any more."""
        self._made.append(step)
        self._undone.clear()

    def back(self, label: str) -> Step | None:
        """The change that was undone, when it was the latest that this screen made."""
        return self._moved(label, self._made, self._undone)

    def forth(self, label: str) -> Step | None:
        """The change that came back, when it was undone last."""
        return self._moved(label, self._undone, self._made)

    def _moved(self, label: str, source: deque[Step], target: deque[Step]) -> Step | None:
        if not source or source[-1].label != label:
            return None
        target.append(source.pop())
        return target[-1]


class TrailScreen(PlannerScreen):
    """A screen whose changes are made on rows, and lead back to them."""

    def __init__(self) -> None:
        super().__init__()
        self._trail = Trail()

    def change(self, label: str, *what: Record | Gone | Work, undoable: bool = True, say: str | None = None) -> bool:
        """Change the book, and remember on which row that was."""
        rows = self.focused
        step = Step(label, rows.id, rows.key) if isinstance(rows, Rows) and rows.key else None
        saved = super().change(label, *what, undoable=undoable, say=say)
        if saved and step and undoable:
            self._trail.made(step)
        return saved

    def went_back(self, label: str) -> None:
        """A change was undone: the cursor returns to where it was made, as the next key is mostly about the same call."""
        step = self._trail.back(label)
        rows = self._rows_of(step)
        if step and rows:
            step.after = rows.key
            rows.go_to(step.key)

    def went_forth(self, label: str) -> None:
        """A change came back: the cursor goes on to where it was before the undo."""
        step = self._trail.forth(label)
        rows = self._rows_of(step)
        if step and rows:
            rows.go_to(step.after)

    def _rows_of(self, step: Step | None) -> Rows | None:
        found = self.query(Rows) if step else ()
        return next((each for each in found if step and each.id == step.rows), None)
