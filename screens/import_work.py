"""The work behind the Import screen: files are read, planned and written in threads, so that the screen stays alive."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from textual import work
from textual.widgets import Static
from textual.worker import get_current_worker

from planner.book import BookError
from planner.exchange.dates import Order
from planner.exchange.headers import KINDS
from planner.exchange.imports import apply_import, plan_import, read_source
from planner.exchange.plans import ImportPlan, Receipt
from planner.exchange.refusals import Cancelled, ImportRefused
from planner.exchange.sources import Source
from planner.storage import StorageError
from planner.wording import bar, one_line, plural
from screens.base import PlannerScreen
from screens.dialogs import ChooseScreen
from screens.import_columns import KIND_WORDS, ColumnsScreen, remember, unknown, usual_mapping
from widgets.palette import Line, content

Stage = Literal["files", "reading", "plan", "writing", "done"]
BAR = 30
"""Cells of the bar that shows how far it is."""


class ImportWork(PlannerScreen):
    """What has been read and decided so far, and the steps from one stage to the next."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: set[Path] = set()
        self.stage: Stage = "files"
        self.sources: list[Source] = []
        self.refused: list[str] = []
        self.plan: ImportPlan | None = None
        self.receipt: Receipt | None = None
        self.dates: Order | None = None
        self.answers: dict[str, str] = {}
        self.overwrite: set[str] = set()
        self.label = ""
        """What was brought in is called so in the book's history."""
        self.stale = False
        """Something was decided since the plan was made: it is made anew before it is carried out."""

    @property
    def undone(self) -> bool:
        """Whether what was brought in here has been taken back."""
        return bool(self.label) and self.book.database.redo_label == self.label

    def refresh_book(self) -> None:
        """The receipt says so when the import was taken back, or brought in again."""
        if self.stage == "done":
            self.show_stage()

    def show_stage(self) -> None:
        """Show the stage that was reached."""

    def ask_dates(self) -> None:
        """Ask whether the day or the month comes first."""

    def show_bar(self) -> None:
        """The bar; while the book is being written, it is left alone."""
        if not self.planner.importing:
            super().show_bar()

    def on_unmount(self) -> None:
        """Whoever leaves stops what is being read."""
        self.planner.importing = False

    def to(self, stage: Stage) -> None:
        self.stage = stage
        self.planner.importing = stage in ("reading", "writing")
        self.show_stage()
        self.refresh_bindings()

    def head(self, *lines: Line) -> None:
        refused = [[(one_line(f"Not read: {_said_here(reason)}"), "late")] for reason in self.refused]
        self.query_one("#head", Static).update(content(*lines, *refused))

    # -- reading, in a thread of its own

    def read(self, paths: Sequence[Path]) -> None:
        self.dates, self.answers, self.overwrite = None, {}, set()
        self.to("reading")
        self.head([(f"Reading {plural(len(paths), 'file')} …", "title"), ("  escape stops it", "dim")])
        self._read_files(paths)

    @work(thread=True, exclusive=True)
    def _read_files(self, paths: Sequence[Path]) -> None:
        worker = get_current_worker()
        sources: list[Source] = []
        refused: list[str] = []
        for path in paths:
            if worker.is_cancelled:
                return
            try:
                sources.append(read_source(path))
            except ImportRefused as reason:
                refused.append(str(reason))
        self.app.call_from_thread(self._are_read, sources, refused)

    def _are_read(self, sources: list[Source], refused: list[str]) -> None:
        if not self.is_attached or self.stage != "reading":
            return
        self.sources, self.refused = sources, refused
        if sources:
            self.ask_columns()
        else:
            self.to("files")

    def ask_columns(self, again: Source | None = None) -> None:
        """Ask what an unknown table holds, one after the other; then plan."""
        source = again or next((each for each in self.sources if unknown(self.book, each)), None)
        if source is None:
            self.make_plan()
            return
        choices = [(str(count), kind, f"{kind}: {KIND_WORDS[kind]}") for count, kind in enumerate(KINDS, 1)]
        text = "" if again else "These columns are not known yet. What you say now is remembered."
        title = f"What is in {source.name}?"
        self.head([("Import", "title"), (f"  {one_line(source.name)}", "bold")])
        self.planner.push_screen(ChooseScreen(title, choices, text), lambda kind: self._ask_fields(source, kind))

    def _ask_fields(self, source: Source, kind: str | None) -> None:
        def take(mapping: dict[str, str] | None) -> None:
            if mapping is None or kind is None or source.table is None:
                self._leave_out(source)
                return
            try:
                remember(self.book, source.table, kind, mapping)
            except (StorageError, BookError) as problem:
                self.say(str(problem), "error")
                self.to("files")
                return
            self.ask_columns()

        if kind is None:
            self._leave_out(source)
        else:
            self.planner.push_screen(ColumnsScreen(source, kind, usual_mapping(source, kind)), take)

    def _leave_out(self, source: Source) -> None:
        """A table whose columns nobody explained stays out; one that was understood already stays as it was."""
        reason = unknown(self.book, source)
        if reason:
            self.sources.remove(source)
            self.refused.append(reason)
        if self.plan and not reason:
            return
        if self.sources:
            self.ask_columns()
        else:
            self.to("files")

    def action_columns(self) -> None:
        """Say what the columns of the first table hold."""
        table = next((each for each in self.sources if each.format == "table"), None)
        if table:
            self.ask_columns(table)
        else:
            self.say("There is no table among them: address cards and calendars explain themselves")

    def make_plan(self, then_apply: bool = False) -> None:
        self.stale = False
        self.to("reading")
        self._progress(0, 1)
        self._plan_files(then_apply)

    def _progress(self, done: int, total: int) -> None:
        filled = bar(done, max(1, total), 30)
        figures = f"  {done:,} of {total:,}" if total > 1 else ""
        self.head(
            [("Looking what would happen …", "title"), ("  escape stops it", "dim")],
            [(filled, "accent"), ("─" * (30 - len(filled)), "faint"), (figures, "")],
        )

    @work(thread=True, exclusive=True)
    def _plan_files(self, then_apply: bool) -> None:
        worker = get_current_worker()

        def progress(done: int, total: int) -> bool:
            if not worker.is_cancelled:
                self.app.call_from_thread(self._progress, done, total)
            return not worker.is_cancelled

        answers: Any = dict(self.answers)
        try:
            plan = plan_import(
                self.book, self.settings, self.now, self.sources, dates=self.dates, answers=answers,
                overwrite=set(self.overwrite), progress=progress,
            )  # fmt: skip
        except Cancelled:
            return
        except ImportRefused as reason:
            self.app.call_from_thread(self._not_planned, str(reason))
            return
        self.app.call_from_thread(self._is_planned, plan, then_apply)

    def _not_planned(self, reason: str) -> None:
        self.refused.append(reason)
        self.to("files")

    def _is_planned(self, plan: ImportPlan, then_apply: bool) -> None:
        if not self.is_attached or self.stage != "reading":
            return
        self.plan = plan
        self.to("plan")
        if plan.undecided:
            self.ask_dates()
        elif then_apply:
            self.write()

    # -- carrying out

    def write(self) -> None:
        self.to("writing")
        self.head([("Writing …", "title")])
        self._write_plan()

    @work(thread=True, exclusive=True)
    def _write_plan(self) -> None:
        assert self.plan is not None
        try:
            receipt = apply_import(self.book, self.plan)
        except (ImportRefused, StorageError, BookError) as reason:
            self.app.call_from_thread(self._not_written, str(reason))
            return
        self.app.call_from_thread(self._is_written, receipt)

    def _not_written(self, reason: str) -> None:
        self.to("plan")
        self.say(reason, "error")

    def _is_written(self, receipt: Receipt) -> None:
        self.label = self.plan.label if self.plan else ""
        self.receipt, self.plan, self.marked = receipt, None, set()
        self.to("done")
        self.planner.book_changed()


def _said_here(reason: str) -> str:
    """Why a file was not read, without the options of the command, which mean nothing on a screen."""
    said, _, options = reason.partition(": say --")
    return f"{said}; choose the file again to say it" if options else said
