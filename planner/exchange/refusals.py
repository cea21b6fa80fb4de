"""What is said when a file can't be brought in or a book can't be written out: one clear line."""


class ImportRefused(Exception):
    """A file (or all of them) can't be imported. The message is one line: what, where, what to do."""


class ExportRefused(Exception):
    """The book can't be written there. The message is one line: what, where, what to do."""


class Cancelled(Exception):
    """The user stopped an import before it changed anything."""

    def __init__(self) -> None:
        super().__init__("stopped: nothing was imported")
