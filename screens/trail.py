"""An undo leads back to the row where its change was made, so that the next key is about the same call."""

from collections import deque

from msgspec import Struct

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
