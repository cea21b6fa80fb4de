"""Import: pick files, see row by row what would happen, decide what only the user can, apply with one key."""

from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, Static

from planner.book import BookError
from planner.exchange.refusals import ImportRefused
from planner.exchange.takeback import take_back
from planner.storage import StorageError
from planner.wording import clean, one_line, plural
from screens.dialogs import ChooseScreen
from screens.import_files import PathSuggester, dropped, file_rows, first_folder, typed_path
from screens.import_rows import counts_line, plan_rows, receipt_rows, row_of, said_in_full
from screens.import_work import ImportWork
from widgets.palette import Line, content, wrapped
from widgets.rows import Row, Rows


class ImportScreen(ImportWork):
    """Three steps: the files, the dry run, the receipt. Escape goes a step back."""

    CSS_PATH = "imports.tcss"
    name_in_bar: ClassVar[str] = "imports"
    help_text: ClassVar[str] = (
        "CSV from your CRM, address cards from your phone, a calendar, or a book of your own. Nothing is changed before "
        "you have seen, row by row, what would happen. B brings it in; u takes all of it back."
    )
    BINDINGS = [
        Binding(
            "B,ctrl+s", "apply", "Bring it in", key_display="B", id="import-apply", tooltip="Bring it in, as shown"
        ),
        Binding(
            "X,insert", "mark", "Mark", key_display="X", id="mark", tooltip="Mark the file; several come in together"
        ),
        Binding("K", "columns", "Columns", id="import-columns", tooltip="Say what the columns hold"),
        Binding("slash", "path", "Path", key_display="/", id="import-path", tooltip="Type a path; → completes it"),
        Binding(
            "Z",
            "take_back",
            "Last one back",
            id="import-take-back",
            tooltip="Take the last import back, whatever was done since; rows edited since stay, and are named",
        ),
        Binding("escape", "back", "Back", id="import-back", tooltip="A step back; stops what is being read"),
    ]

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__()
        self._folder = folder or first_folder()

    def body(self) -> ComposeResult:
        """Where one is, the path, the list, and the words below it."""
        yield Static("", id="head")
        yield Input(placeholder="a path; → completes it", suggester=PathSuggester(lambda: self._folder), id="path")
        yield Rows(1, id="list")
        yield Static("", id="said")

    def on_mount(self) -> None:
        """The keys go to the list."""
        super().on_mount()
        self.show_stage()
        self.set_focus(self.query_one(Rows))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done at this step; while files are read, nothing but going back."""
        steps = {
            "apply": ("plan",), "columns": ("plan",), "mark": ("files",), "path": ("files",), "take_back": ("files",),
        }  # fmt: skip
        return self.stage in steps[action] if action in steps else True

    # -- showing

    def show_stage(self) -> None:
        self.query_one("#path", Input).display = self.stage == "files"
        rows: list[Row] = []
        if self.stage == "files":
            rows = list(file_rows(self._folder, self.marked, self.now))
            self.head([("Import", "title"), ("  from ", "dim"), (clean(str(self._folder)), "bold")])
        elif self.stage == "plan" and self.plan:
            rows = plan_rows(self.plan, self.answers, self.overwrite)
            self.head(
                [("Nothing is changed yet", "title"), ("  B brings it in as shown", "dim")], counts_line(self.plan)
            )
        elif self.stage == "done" and self.receipt:
            rows = receipt_rows(self.receipt)
            written = plural(self.receipt.changed, "record")
            if self.undone:
                self.head([("Taken back", "title"), ("  U brings it in again · escape goes on", "dim")])
            else:
                self.head(
                    [("Brought in", "title"), (f"  {written} written", "")],
                    [("u takes all of it back · escape goes on", "dim")],
                )
        self.query_one(Rows).show(rows)

    @on(Rows.Highlighted, "#list")
    def say_in_full(self) -> None:
        """What the cursor is on, in full."""
        key, width = self.query_one(Rows).key, max(20, self.size.width - 4)
        lines: list[Line] = []
        if key and self.stage == "plan" and self.plan:
            lines = said_in_full(self.plan, key, width)
        elif key and self.stage == "done" and self.receipt:
            kind, _, place = key.partition(" ")
            lines = wrapped((self.receipt.lines if kind == "line" else self.receipt.notes)[int(place)], width)
        elif self.stage == "files":
            several = f"{plural(len(self.marked), 'file')} marked · " if self.marked else ""
            lines = [
                [(f"{several}enter reads the file; nothing is changed before you have seen what would happen", "dim")]
            ]
        self.query_one("#said", Static).update(content(*lines[:3]))

    # -- the files

    @on(Rows.Chosen, "#list")
    def choose(self, event: Rows.Chosen) -> None:
        """A folder opens, a file is read; in the plan, a decision is asked for."""
        if self.stage == "files":
            self._open(Path(event.key))
        elif self.stage == "plan":
            self._decide(event.key)

    def _open(self, path: Path) -> None:
        if path.is_dir():
            self._folder = path
            self.show_stage()
            self.set_focus(self.query_one(Rows))
        else:
            self.read(sorted({*self.marked, path}))

    @on(Input.Submitted, "#path")
    def typed(self, event: Input.Submitted) -> None:
        """A path that was typed."""
        text = event.value.strip()
        path = typed_path(text, self._folder) if text else None
        if path is None:
            self.say(
                f"There is no {one_line(text)}" if text else "Type a path, or pick a file from the list", "warning"
            )
            return
        event.input.value = ""
        self._open(path)

    def on_paste(self, event: events.Paste) -> None:
        """A file that was dropped on the window."""
        path = dropped(event.text)
        if path and self.stage == "files":
            event.stop()
            self._open(path)

    def action_path(self) -> None:
        """To the path."""
        self.set_focus(self.query_one("#path", Input))

    def action_mark(self) -> None:
        """Mark a file, or not, and go on to the next file."""
        rows = self.query_one(Rows)
        if rows.key is None or (path := Path(rows.key)).is_dir():
            return
        self.marked ^= {path}
        self.show_stage()
        rows.action_move(1)
        if rows.key is not None and Path(rows.key).is_dir():
            rows.action_move(-1)

    def action_take_back(self) -> None:
        """The last import goes, but for what was edited since."""
        try:
            done = take_back(self.book)
        except (ImportRefused, StorageError, BookError) as reason:
            self.say(one_line(str(reason)), "warning")
            return
        self.planner.book_changed()
        self.say("\n".join([*done.lines, "u brings it in again"] if done.gone or done.put else done.lines))

    # -- deciding

    def ask_dates(self) -> None:
        """Once, whether the day or the month comes first."""
        assert self.plan is not None
        said = self.plan.undecided[0].text.split(": say ")[0]
        choices = [
            ("d", "dmy", "the day comes first: 1/12 is 1 December"),
            ("m", "mdy", "the month: 1/12 is 12 January"),
        ]

        def decide(order: str | None) -> None:
            self.dates = "dmy" if order == "dmy" else "mdy" if order else None
            if order:
                self.make_plan()
            else:
                self.to("files")

        self.planner.push_screen(ChooseScreen("Day or month first?", choices, said), decide)

    def _decide(self, key: str) -> None:
        """What only the user can say of a row."""
        assert self.plan is not None
        kind, _, rest = key.partition(" ")
        row = row_of(self.plan, key)
        if kind == "differs":
            self.overwrite ^= {rest}
            self._decided()
        elif row and (row.verdict == "possible duplicate" or row.where in self.answers):
            choices = [("n", "new", "another one: both are kept"), ("s", "same", "the same: fill what is empty"),
                       ("x", "skip", "leave this row out")]  # fmt: skip

            def answer(said: str | None) -> None:
                if said and row:
                    self.answers[row.where] = said
                    self._decided()

            title = f"{one_line(row.what)}: {row.reason}"
            self.planner.push_screen(ChooseScreen(title, choices), answer)

    def _decided(self) -> None:
        self.stale = True
        self.show_stage()

    # -- carrying out

    def action_apply(self) -> None:
        """Carry the plan out, as one change."""
        if self.plan is None or self.stage != "plan":
            return
        if self.stale:
            self.make_plan(then_apply=True)
        else:
            self.write()

    def action_back(self) -> None:
        """A step back: from the path to the list, from reading and from the plan to the files, from there to where one was."""
        if self.focused is self.query_one("#path", Input):
            self.set_focus(self.query_one(Rows))
        elif self.stage == "writing":
            self.say("It is being written: a moment, and u takes it back")
        elif self.stage in ("reading", "plan"):
            stopped = self.stage == "reading"
            self.workers.cancel_node(self)
            self.plan = None
            self.to("files")
            if stopped:
                self.say("Stopped: nothing was imported")
        else:
            self.dismiss()
