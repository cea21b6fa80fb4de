"""Call lengths are learned from the user's own calls: their median, shrunk towards the default while there are few (method §2)."""

from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from planner.method.lengths import measured, planned_minutes
from tests.books import SETTINGS, a_book, account, touch


@given(st.lists(st.tuples(st.sampled_from(("existing", "lost")), st.integers(1, 40)), min_size=1, max_size=30))
def test_the_length_of_a_kind_of_call_is_the_median_of_those_calls(calls: list[tuple[str, int]]) -> None:
    book = a_book()
    places = {status: account(book, status, status=status) for status in ("existing", "lost")}
    for status, minutes in calls:
        touch(book, places[status], purpose="thank", minutes=minutes)
    for status in places:
        own = [minutes for each, minutes in calls if each == status]
        found = measured(book).get((status, "thank"))  # type: ignore[call-overload]
        assert found == ((median(own), len(own)) if own else None)


def test_a_call_that_reached_nobody_or_was_not_timed_teaches_nothing() -> None:
    book = a_book()
    acme = account(book, status="new")
    touch(book, acme, purpose="prospecting", minutes=30, outcome="no answer")
    touch(book, acme, purpose="prospecting", minutes=0)
    touch(book, acme, minutes=30)
    assert measured(book) == {}
    assert planned_minutes(book, SETTINGS, "new", "prospecting") == SETTINGS.minutes.of("prospecting")


def test_time_with_colleagues_counts_as_opening_new_accounts() -> None:
    book = a_book()
    touch(book, None, purpose="colleague catch-up", minutes=25)
    assert measured(book) == {("new", "colleague catch-up"): (25.0, 1)}
