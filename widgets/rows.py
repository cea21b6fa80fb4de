"""A list of any length that paints only what is seen: one cursor, rows of one or two lines, headings in between."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.binding import Binding
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style

from widgets.palette import STYLES, Line


class Row(NamedTuple):
    """One row: what it is about (None: a heading, which the cursor passes over) and its lines at a width."""

    key: str | None
    lines: Callable[[int], list[Line]]


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """The list on nearly every screen. The cursor stays on what it was on when the rows change."""

    DEFAULT_CSS = """
    Rows { background: transparent; scrollbar-size-vertical: 1; overflow-x: hidden; }
    Rows > .rows--cursor { background: $cursor-row; }
    Rows > .rows--blurred { background: $cursor-row 40%; }
    Rows:ansi > .rows--cursor { background: ansi_default; text-style: reverse; }
    Rows:ansi > .rows--blurred { background: ansi_default; text-style: underline; }
    """
    COMPONENT_CLASSES = {"rows--cursor", "rows--blurred"}
    BINDINGS = [
        Binding("down,j", "move(1)", "Down", show=False, id="down", tooltip="The next line"),
        Binding("up,k", "move(-1)", "Up", show=False, id="up", tooltip="The line before"),
        Binding("pagedown,ctrl+f", "page(1)", "Page down", show=False, id="page-down", tooltip="A page further"),
        Binding("pageup,ctrl+b", "page(-1)", "Page up", show=False, id="page-up", tooltip="A page back"),
        Binding("home", "jump(0)", "First", show=False, id="first", tooltip="The first line"),
        Binding("end", "jump(-1)", "Last", show=False, id="last", tooltip="The last line"),
        Binding("enter", "choose", "Open", show=False, id="open", tooltip="Open what the cursor is on"),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    class Highlighted(Message):
        """The cursor came to a row."""

        def __init__(self, rows: "Rows", key: str | None) -> None:
            super().__init__()
            self.rows, self.key = rows, key

        @property
        def control(self) -> "Rows":
            """The list it happened in."""
            return self.rows

    class Chosen(Message):
        """Enter, or a second click on a row."""

        def __init__(self, rows: "Rows", key: str) -> None:
            super().__init__()
            self.rows, self.key = rows, key

        @property
        def control(self) -> "Rows":
            """The list it happened in."""
            return self.rows

    def __init__(self, row_height: int = 1, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.row_height = row_height
        self._rows: Sequence[Row] = ()
        self._painted: dict[tuple[int, int, bool], list[Strip]] = {}
        self._blank: Strip | None = None
        """A line below the last row."""
        self._margin = True
        """Whether what comes before and after the cursor is to be seen, too."""
        self._styles: dict[str, RichStyle] = {}

    @property
    def key(self) -> str | None:
        """What the cursor is on."""
        return self._rows[self.cursor].key if self.cursor < len(self._rows) else None

    @property
    def row_count(self) -> int:
        """How many rows there are, headings too."""
        return len(self._rows)

    @property
    def row_width(self) -> int:
        """The cells that a row has, beside the scrollbar."""
        return self.scrollable_content_region.width

    def show(self, rows: Sequence[Row], row_height: int | None = None, key: str | None = None) -> None:
        """Show other rows; the cursor goes to `key`, else stays on what it was on, else where it was."""
        wanted, was = key or self.key, self.cursor
        self._rows = rows
        if row_height is not None:
            self.row_height = row_height
        self._painted.clear()
        self.virtual_size = Size(self.size.width, len(rows) * self.row_height)
        place = next((i for i, row in enumerate(rows) if row.key is not None and row.key == wanted), None)
        self.set_reactive(Rows.cursor, self._nearest(min(was, max(0, len(rows) - 1)) if place is None else place))
        self._reveal()
        self.refresh()
        self.post_message(self.Highlighted(self, self.key))

    def go_to(self, key: str | None) -> None:
        """Put the cursor on the row of that key; it stays where it is when there is none."""
        place = next((i for i, row in enumerate(self._rows) if row.key is not None and row.key == key), None)
        if place is not None:
            self.cursor = place

    def _nearest(self, index: int) -> int:
        """The nearest row that is no heading."""
        places: list[int] = [*range(index, len(self._rows)), *range(index - 1, -1, -1)]
        for candidate in places:
            if self._rows[candidate].key is not None:
                return candidate
        return 0

    def watch_cursor(self, before: int, after: int) -> None:
        """Paint the two rows anew and say where the cursor is."""
        for index in (before, after):
            self._painted.pop((index, self.row_width, True), None)
            self.refresh_row(index)
        self._reveal()
        self.post_message(self.Highlighted(self, self.key))

    def refresh_row(self, index: int) -> None:
        """Paint one row anew."""
        region = Region(0, index * self.row_height - self.scroll_offset.y, self.size.width, self.row_height)
        self.refresh(region)

    def _reveal(self) -> None:
        """Scroll so that the cursor is seen, with a row of margin where there is room."""
        if not self.size.height:
            return
        room = self._margin and self.size.height >= 3 * self.row_height
        heading = self.cursor > 0 and self._rows[self.cursor - 1].key is None
        above = self.row_height if self.cursor > 0 and (room or heading) else 0
        below = self.row_height if self.cursor + 1 < len(self._rows) and room else 0
        seen = Region(
            0, self.cursor * self.row_height - above, max(1, self.size.width), above + self.row_height + below
        )
        self.scroll_to_region(seen, animate=False, force=True)

    def action_move(self, by: int) -> None:
        """The next row, or the one before."""
        index = self.cursor + by
        while 0 <= index < len(self._rows) and self._rows[index].key is None:
            index += by
        if 0 <= index < len(self._rows):
            self.cursor = index

    def action_page(self, by: int) -> None:
        """A page on or back."""
        if self._rows:
            page = max(1, self.size.height // self.row_height - 1)
            self.cursor = self._nearest(max(0, min(len(self._rows) - 1, self.cursor + by * page)))

    def action_jump(self, to: int) -> None:
        """The first or the last row."""
        if self._rows:
            self.cursor = self._nearest(0 if to == 0 else len(self._rows) - 1)

    def action_choose(self) -> None:
        """Open what the cursor is on."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor; on the row where it is, it opens."""
        index = (event.y + self.scroll_offset.y) // self.row_height
        if 0 <= index < len(self._rows) and self._rows[index].key is not None:
            if index == self.cursor:
                self.action_choose()
            self._margin = False  # what was clicked on stays under the pointer, for a second click
            self.cursor = index
            self._margin = True

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._painted.clear()
        self.virtual_size = Size(self.size.width, len(self._rows) * self.row_height)
        self._reveal()

    def notify_style_update(self) -> None:
        """Another theme: other colours."""
        self._painted.clear()
        self._styles.clear()
        self._blank = None
        super().notify_style_update()

    def watch_has_focus(self, focused: bool) -> None:
        """The cursor is paler where the keys don't go."""
        super().watch_has_focus(focused)
        self._painted.clear()
        self._blank = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self.row_width
        index, line = divmod(y + self.scroll_offset.y, self.row_height)
        if index >= len(self._rows):
            if self._blank is None or self._blank.cell_length != width:
                self._blank = Strip.blank(width, self.rich_style)
            return self._blank
        on_cursor = index == self.cursor and self._rows[index].key is not None
        key = (index, width, on_cursor)
        if key not in self._painted:
            if len(self._painted) > 400:
                self._painted.clear()
            self._painted[key] = self._paint(self._rows[index], width, on_cursor)
        return self._painted[key][line]

    def _paint(self, row: Row, width: int, on_cursor: bool) -> list[Strip]:
        base = self.rich_style
        if on_cursor:
            base = base + self.get_component_rich_style("rows--cursor" if self.has_focus else "rows--blurred")
        strips = []
        lines = row.lines(width)
        for count in range(self.row_height):
            pieces = lines[count] if count < len(lines) else []
            segments = [Segment(text, base + self._style(style, base)) for text, style in pieces if text]
            strips.append(Strip(segments).adjust_cell_length(width, base))
        return strips

    def _style(self, name: str, base: RichStyle) -> RichStyle:
        if name not in self._styles:
            self._styles[name] = RichStyle.null() if not name else self._foreground(name)
        style = self._styles[name]
        # The terminal's own colours, reversed, may not be readable: there the cursor's row has none.
        return RichStyle(bold=style.bold, italic=style.italic) if base.reverse else style

    def _foreground(self, name: str) -> RichStyle:
        """A style of the palette as it looks on this list's background."""
        background = Style(background=self.background_colors[1])
        style = (background + Style.parse(STYLES[name], self.app.theme_variables)).rich_style
        return RichStyle(color=style.color, bold=style.bold, italic=style.italic)
