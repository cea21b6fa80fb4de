"""A week as rows: where the time went, the figures against before, the self-check, what was won, lost and let slip (method §8)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from planner.book import Book
from planner.book.vocabulary import STATUSES, Status
from planner.exchange.week_charts import debt_line
from planner.exchange.week_words import ROWS, check_words, deal_words, rows, signed, three_lines
from planner.method.figures import Figure
from planner.method.week import Week
from planner.wording import bar, one_line, percent
from widgets.palette import LETTERS, Line, columns
from widgets.rows import Row

FIGURES_OF: Final[dict[str, tuple[Figure, ...]]] = dict(ROWS)
CALLS_TO: Final[dict[Status, Figure]] = {"existing": "existing calls", "lost": "lost calls", "new": "new calls"}


def behind_key(key: str) -> tuple[Figure, ...]:
    """The figures that a row of the week stands for; none when it stands for no calls."""
    kind, _, name = key.partition(" ")
    if kind == "minutes":
        return (CALLS_TO[name],)  # type: ignore[index]  # a status
    return FIGURES_OF.get(name, ()) if kind == "figure" else ()


def week_rows(book: Book, weeks: Sequence[Week], usual: Mapping[Figure, float]) -> list[Row]:
    """The last of `weeks`, row by row."""
    week = weeks[-1]
    found: list[Row] = [_heading("Where the time went", "target · planned · done")]
    found += [Row(f"minutes {status}", _minutes(week, status)) for status in STATUSES]
    found.append(_text(f"debt {week.span.name}", debt_line(week.minutes), "dim"))
    found += [_space(), _heading("The week", "this week · before · usual")]
    for row in rows(week, weeks[-2] if len(weeks) > 1 else None, usual):
        found.append(Row(f"figure {row.label}", _figure(row.label, row.this, row.before, row.usual)))
    found += [_space(), *_check(week)]
    lists = list(_lists(book, week))
    return [*found, _space(), *lists] if lists else found


def _heading(text: str, right: str = "") -> Row:
    return Row(None, lambda width: [columns(width, [(text, "title", 0), (right, "dim", -len(right))])])


def _space() -> Row:
    return Row(None, lambda width: [[]])


def _text(key: str, text: str, style: str = "") -> Row:
    return Row(key, lambda width: [columns(width, [(text, style, 0)])])


def _minutes(week: Week, status: Status) -> Callable[[int], list[Line]]:
    minutes = week.minutes
    share, aim = minutes.shares_done[status], minutes.shares[status]
    figures = f"{minutes.target[status]:>4} · {minutes.planned[status]:>4} · {minutes.done[status]:>4}"

    def lines(width: int) -> list[Line]:
        room = max(8, min(30, width - 52))
        filled = bar(share, 1.0, room)
        mark = round(aim * room)
        padded = filled.ljust(room)
        chart = f"{padded[:mark]}│{padded[mark + 1 :]}" if mark < room else padded
        words = f"{percent(share)} of {percent(aim)}"
        return [
            columns(
                width,
                [
                    (f"{LETTERS[status]} {status}", status, 10),
                    (chart, status, room),
                    (words, "bold", 14),
                    (figures, "dim", -18),
                    ("", "", 0),
                ],
            )
        ]

    return lines


def _figure(label: str, this: str, before: str, usual: str) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        return [columns(width, [(label, "", 0), (this, "bold", -11), (before, "dim", -11), (usual, "dim", -16)])]

    return lines


def _check(week: Week) -> Iterator[Row]:
    score = f"score {signed(week.score)}" if week.score is not None else "T: two minutes"
    yield _heading("Check yourself", score)
    short = ("Interviews with executives", "Calls only for projects", '"Anything I can do for you?"')
    for count, (_, said, shown) in enumerate(check_words(week)):
        yield Row(f"check {count}", _answer(short[count], said or "not answered", shown))
    for label, line in three_lines(week):
        yield _text(f"line {label}", f"{label}: {line}")


def _answer(question: str, said: str, shown: str) -> Callable[[int], list[Line]]:
    def lines(width: int) -> list[Line]:
        return [columns(width, [(question, "", 28), (said, "bold", 13), (f"log: {shown}", "dim", 0)])]

    return lines


def _lists(book: Book, week: Week) -> Iterator[Row]:
    if week.won or week.lost:
        yield _heading("Won and lost")
    for deal in week.won:
        yield _text(f"deal {deal.id}", f"won  {deal_words(book, deal)}", "good")
    for deal in week.lost:
        yield _text(f"deal {deal.id}", f"lost {deal_words(book, deal)}", "late")
    slipped = week.behind["accounts slipped"]
    if slipped:
        yield _heading("Slipped: silent for longer than is tolerated")
    for account in slipped[:40]:
        yield _text(f"account {account}", f"· {one_line(book.account_name(account))}")
