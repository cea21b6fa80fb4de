"""Every figure of the week leads to what it was counted from (method §8)."""

from planner.book.records import DayPlan, PlannedCall
from planner.exchange.week_behind import behind
from planner.exchange.week_words import ROWS
from tests.books import account, day, put
from tests.method.week_books import figures, hand_counted


def test_the_minutes_of_a_status_are_its_calls_and_those_of_all_are_everybodys():
    book = hand_counted()
    week = figures(book)
    assert behind(book, week, "minutes existing") == [("Existing: 3 calls, 37 min", week.behind["existing calls"])]
    titles = [title for title, _ in behind(book, week, "minutes all")]
    assert titles == ["Existing: 3 calls, 37 min", "Lost: 2 calls, 20 min", "New: 3 calls, 28 min"]


def test_whom_the_mornings_plan_had_and_nobody_called_stands_behind_what_was_planned():
    book = hand_counted()
    called = next(each for each in book.accounts.values() if each.name == "Acme")
    missed = account(book, "Dyne", status="existing")
    calls = tuple(
        PlannedCall(account=each.id, contact=None, status="existing", purpose="deliver value", minutes=12, why=())
        for each in (called, missed)
    )
    put(book, DayPlan, day=day(0), capacity=60, calls=calls)
    week = figures(book)
    assert behind(book, week, "minutes existing")[-1] == ("Planned and not called: 1 call, 12 min", (missed.id,))
    assert behind(book, week, f"day {day(0)}")[-1][1] == (missed.id,)
    assert all("not called" not in title for title, _ in behind(book, week, "minutes lost"))


def test_every_row_of_figures_and_every_answer_of_the_self_check_leads_somewhere():
    book = hand_counted()
    week = figures(book)
    for label, names in ROWS:
        assert [ids for _, ids in behind(book, week, f"figure {label}")] == [week.behind[each] for each in names]
    assert [title for title, _ in behind(book, week, "check 0")] == ["Interviews held: 1", "Executives due: 1"]
    assert len(behind(book, week, "check 1")[0][1]) == len(behind(book, week, "check 2")[0][1]) == 1


def test_a_day_leads_to_its_calls_and_a_text_to_none():
    book = hand_counted()
    week = figures(book)
    ((title, ids),) = behind(book, week, f"day {day(1)}")
    assert (title, [book.touches[each].minutes for each in ids]) == ("Tue 24 Nov: 2 calls, 13 min", [1, 12])
    assert behind(book, week, "debt") == []
