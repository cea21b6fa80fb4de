"""A week as rows: where the time went, the figures against before, the self-check, what was won, lost and let slip, and
the numbers of the charts, day by day and week by week (method §8). Enter on any of them leads to the calls behind it."""

from collections.abc import Iterator, Mapping, Sequence

from planner.book import Book
from planner.book.records import Opportunity
from planner.book.vocabulary import STATUSES, Status
from planner.exchange.week_charts import SHADES, stacked
from planner.exchange.week_words import check_words, deal_words, rows, signed, three_lines
from planner.method.balance_course import scores
from planner.method.figures import Figure
from planner.method.week import Week
from planner.method.week_minutes import DayMinutes, WeekMinutes
from planner.wording import bar, one_line, percent
from planner.wording import day as say_day
from widgets.palette import LETTERS, Line, columns, fit, wrapped
from widgets.rows import Row

Cells = list[tuple[str, str, int]]


def week_rows(book: Book, weeks: Sequence[Week], usual: Mapping[Figure, float], width: int) -> list[Row]:
    """The last of `weeks`, row by row; texts are broken for a list of `width` cells."""
    week, tight = weeks[-1], width < 74
    parts = [
        list(_time(week.minutes, tight)),
        list(_figures(week, weeks[-2] if len(weeks) > 1 else None, usual, tight)),
        list(_check(weeks, width, tight)),
        list(_deals(book, week, width)),
        list(_slipped(book, week)),
        list(_days(week, tight)),
        list(_weeks(weeks)),
    ]
    found: list[Row] = []
    for part in parts:
        if part:
            found += [*([_space()] if found else []), *part]
    return found


# -- where the time went


def _time(minutes: WeekMinutes, tight: bool) -> Iterator[Row]:
    yield _heading([("Where the time went", "title", 0), *_right("share", 15), *_three("target", "planned", "done")])
    target, done = sum(minutes.target.values()), minutes.total
    words = f"{percent(done / target)} of target" if target else ""
    figures = _three(target, sum(minutes.planned.values()), done)
    yield _bar_row("minutes all", "all", "title", (done / target if target else 0.0, 1.0), words, figures)
    shares = minutes.shares_done
    most = max(*shares.values(), *minutes.shares.values())
    for status in STATUSES:
        words = f"{percent(shares[status])} of {percent(minutes.shares[status])}"
        done_of, aim_of = shares[status] / most, minutes.shares[status] / most
        figures = _three(minutes.target[status], minutes.planned[status], minutes.done[status])
        yield _bar_row(f"minutes {status}", f"{LETTERS[status]} {status}", status, (done_of, aim_of), words, figures)
    yield _text("debt", _debt(minutes), "dim")


def _bar_row(key: str, name: str, style: str, ends: tuple[float, float], words: str, figures: Cells) -> Row:
    """A bar that reaches the first of `ends` and should reach the second (fractions of 1), the figures at its right."""
    right = [*_right(words, 15, "bold"), *figures]
    taken = sum(abs(each[2]) + 1 for each in right) - 1

    def lines(width: int) -> list[Line]:
        chart = _marked(*ends, max(4, width - 10 - taken - 2))
        return [[(fit(name, 10), style), (" ", ""), (chart, style), (" ", ""), *columns(taken, right)]]

    return Row(key, lines)


def _marked(value: float, aim: float, room: int) -> str:
    """A bar with a line where it should end; a fraction of 1 fills the room."""
    chart, mark = bar(value, 1.0, room).ljust(room), min(room - 1, round(aim * room))
    return f"{chart[:mark]}│{chart[mark + 1 :]}"


def _three(*figures: object) -> Cells:
    return [(str(figure), "dim", -width) for figure, width in zip(figures, (6, 7, 5), strict=True)]


def _right(text: str, width: int, style: str = "dim") -> Cells:
    return [(text, style, -width)]


def _debt(minutes: WeekMinutes) -> str:
    """What is carried on into the days that follow, in few words."""
    owed = [f"{status} {minutes.debt[status]}" for status in STATUSES if minutes.debt[status] > 0]
    ahead = [f"{status} {-minutes.debt[status]}" for status in STATUSES if minutes.debt[status] < 0]
    said = [f"{word} {', '.join(each)}" for word, each in (("Owed:", owed), ("Ahead:", ahead)) if each]
    return f"{' min. '.join(said)} min." if said else "Nothing is carried on: no status is owed minutes."


# -- the figures, the check, the lists


def _figures(week: Week, before: Week | None, usual: Mapping[Figure, float], tight: bool) -> Iterator[Row]:
    widths = (8, 8, 11) if tight else (11, 11, 16)
    heads = ("this", "before", "usual") if tight else ("this week", "before", "usual")

    def cells(label: str, style: str, figures: tuple[str, str, str], first: str) -> Cells:
        text = [each.replace(" / ", "/") if tight else each for each in (label, *figures)]
        said = zip(text[1:], (first, "dim", "dim"), widths, strict=True)
        return [(text[0], style, 0), *((figure, tone, -width) for figure, tone, width in said)]

    yield _heading(cells("The week", "title", heads, "dim"))
    for row in rows(week, before, usual):
        yield _row(f"figure {row.label}", cells(row.label, "", (row.this, row.before, row.usual), "bold"))


def _check(weeks: Sequence[Week], width: int, tight: bool) -> Iterator[Row]:
    week = weeks[-1]
    heads = ("you say", "the log shows") if week.score is not None else ("", "T answers it")
    yield _heading([("Check yourself", "title", 0), *_right(heads[0], 11), *_right(heads[1], 15)])
    questions = ("Interviews with executives", "Calls only for projects", '"Anything I can do for you?"')
    shown = week.measured
    logged = (
        f"{len(shown.interviews)} of {len(shown.due)} due",
        str(len(shown.project_checks)),
        str(len(shown.courtesies)),
    )
    for count, (_, said, _) in enumerate(check_words(week)):
        cells = [(questions[count], "", 0), *_right(said or "·", 11, "bold"), *_right(logged[count], 15)]
        yield _row(f"check {count}", cells)
    past = [signed(score) for _, score in scores(weeks)]
    if past:
        now = f"score {signed(week.score)}" if week.score is not None else "not scored yet"
        course = " ".join(past[-12 if not tight else -8 :])
        yield _row("score", [(f"{now}, positive is good", "bold", 0), *_right(course, min(40, len(course)))])
    for label, line in three_lines(week):
        yield from _texts(f"line {label}", f"{label}: {line}", width)


def _deals(book: Book, week: Week, width: int) -> Iterator[Row]:
    if week.won or week.lost:
        yield _heading([("Won and lost", "title", 0)])
    for word, style, deals in (("won ", "good", week.won), ("lost", "late", week.lost)):
        for deal in deals:
            yield from _deal(book, deal, word, style, width)


def _deal(book: Book, deal: Opportunity, word: str, style: str, width: int) -> Iterator[Row]:
    for count, line in enumerate(wrapped(deal_words(book, deal), width - 1, indent=" " * 5)):
        first: Line = [(f"{word} ", style), *line[1:]]
        yield Row(f"deal {deal.id}" if not count else None, lambda _, line=first if not count else line: [line])  # type: ignore[misc]


def _slipped(book: Book, week: Week) -> Iterator[Row]:
    slipped = week.behind["accounts slipped"]
    if slipped:
        yield _heading([("Slipped: silent for longer than is tolerated", "title", 0)])
    for account in slipped[:40]:
        yield _text(f"account {account}", one_line(book.account_name(account)))
    if len(slipped) > 40:
        yield _text("figure Accounts that slipped", f"and {len(slipped) - 40} more", "dim")


# -- the numbers of the charts


def _days(week: Week, tight: bool) -> Iterator[Row]:
    days = [each for each in week.minutes.days if any(each.done.values()) or any(each.target.values())]
    longest = max((max(sum(each.done.values()), sum(each.target.values())) for each in days), default=0)
    if days:
        yield _heading([("Day by day", "title", 0), *_by_status("E", "L", "N"), *_three("target", "planned", "done")])
    for each in days:
        yield _day(each, longest)


def _day(each: DayMinutes, longest: int) -> Row:
    target, planned, done = (sum(part.values()) for part in (each.target, each.planned, each.done))

    def lines(width: int) -> list[Line]:
        figures = [*_by_status(*(str(each.done[status]) for status in STATUSES)), *_three(target, planned, done)]
        return [_with_stack(width, say_day(each.day), each.done, longest, figures)]

    return Row(f"day {each.day.isoformat()}", lines)


def _with_stack(width: int, name: str, minutes: Mapping[Status, int], longest: int, figures: Cells) -> Line:
    """A name, the bar of three shades in their colours, and the figures at the right."""
    taken = sum(abs(each[2]) + 1 for each in figures) - 1
    room = max(4, width - 10 - taken - 2)
    chart = stacked(minutes, longest, room)
    line: Line = [(fit(name, 10), ""), (" ", "")]
    line += [(SHADES[status] * chart.count(SHADES[status]), status) for status in STATUSES]
    return [*line, (" " * (room - len(chart) + 1), ""), *columns(taken, figures)]


def _by_status(*texts: str) -> Cells:
    return [(text, status, -3) for text, status in zip(texts, STATUSES, strict=True)]


def _weeks(weeks: Sequence[Week]) -> Iterator[Row]:
    longest = max((each.minutes.total for each in weeks), default=0)
    if len(weeks) < 2 or not longest:
        return
    heads = (*_by_status("E", "L", "N"), *_right("min", 5), *_right("calls", 6), *_right("kept", 6))
    yield _heading([("Week by week, %", "title", 0), *heads])
    for each in reversed(weeks):
        yield _week(each, longest)


def _week(each: Week, longest: int) -> Row:
    shares = each.minutes.shares_done
    parts = _by_status(*(f"{100 * shares[status]:.0f}" for status in STATUSES))
    kept = each.count("promises kept")
    due = kept + each.count("promises late") + each.count("promises open")
    figures = [*_right(str(each.minutes.total), 5), *_right(str(each.count("calls")), 6), *_right(f"{kept}/{due}", 6)]

    def lines(width: int) -> list[Line]:
        return [_with_stack(width, each.span.name, each.minutes.done, longest, [*parts, *figures])]

    return Row(f"week {each.span.first.isoformat()}", lines)


# -- how a row is made


def _heading(cells: Cells) -> Row:
    return Row(None, lambda width: [columns(width, cells)])


def _space() -> Row:
    return Row(None, lambda width: [[]])


def _row(key: str, cells: Cells) -> Row:
    return Row(key, lambda width: [columns(width, cells)])


def _text(key: str, text: str, style: str = "") -> Row:
    return _row(key, [(text, style, 0)])


def _texts(key: str, text: str, width: int) -> Iterator[Row]:
    """A text over as many rows as it needs; the cursor stops at the first."""
    for count, line in enumerate(wrapped(text, width - 1, indent="  ", first="")):
        yield Row(key if not count else None, lambda _, line=line: [line])  # type: ignore[misc]
