"""Account health: each part by what a salesperson would nod at, and the promise that good news never lowers a score."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner.book import Book
from planner.book.records import Account, Contact
from planner.book.removing import removal
from planner.book.vocabulary import HEADINGS, LEVELS, OUTCOMES, PURPOSES, STATUSES
from planner.method.health import Health, all_health, health, slipping
from tests.books import (
    NOW,
    SETTINGS,
    a_book,
    account,
    benefit,
    contact,
    day,
    insight,
    opportunity,
    promise,
    touch,
)


@pytest.fixture
def book() -> Book:
    return a_book()


@pytest.fixture
def acme(book: Book) -> Account:
    return account(book, "Acme", status="existing")


def of(book: Book, acme: Account, days: int = 0) -> Health:
    return health(book, SETTINGS, acme, NOW + timedelta(days=days))


def points(book: Book, acme: Account, part: str, days: int = 0) -> int:
    return of(book, acme, days).parts[part].points


def flourishing(book: Book, acme: Account) -> Contact:
    """An account that lacks nothing; its only executive comes back."""
    dana = contact(book, acme, "Dana Cruz", title="COO", level="executive", department="Board")
    others = [contact(book, acme, name, level="staff", department="Finance") for name in ("Ann", "Bob")]
    for person in (*others, dana):
        touch(book, acme, 1, contact=person.id)
    for heading in HEADINGS:
        insight(book, acme, ago=1, heading=heading)
    benefit(book, acme, "given", ago=1, weight=3)
    benefit(book, acme, "got", ago=1, weight=3)
    return dana


# -- no data is "no data"


def test_an_account_that_was_never_reached_has_no_data(book: Book, acme: Account) -> None:
    contact(book, acme, level="executive")
    touch(book, acme, 3, outcome="voicemail")
    found = of(book, acme)
    assert (found.score, found.trend, found.weakest) == (None, None, None)
    assert all("no data" in part.why and not part.judged for part in found.parts.values())
    assert "first time" in found.raise_it


def test_executives_are_not_judged_while_nobody_noted_who_they_are(book: Book, acme: Account) -> None:
    touch(book, acme, 1, contact=contact(book, acme, "Kim Oh").id)
    part = of(book, acme).parts["executives"]
    assert not part.judged
    assert "no data" in part.why
    assert of(book, acme).score == round(100 * (25 + 3) / 80), "the other parts alone make the score"


def test_executives_are_not_judged_while_nobody_noted_whom_they_spoke_to(book: Book, acme: Account) -> None:
    touch(book, acme, 1)
    assert not of(book, acme).parts["executives"].judged


def test_no_executive_is_a_finding_once_every_level_is_noted(book: Book, acme: Account) -> None:
    touch(book, acme, 1, contact=contact(book, acme, "Kim Oh", level="staff").id)
    part = of(book, acme).parts["executives"]
    assert (part.points, part.judged, part.why) == (0, True, "no executive is known")


# -- the parts


def test_recency_is_full_within_the_cadence_and_gone_at_twice_what_is_tolerated(book: Book, acme: Account) -> None:
    touch(book, acme, 0)
    assert points(book, acme, "recency", days=21) == 25, "15 working days: the ideal"
    assert points(book, acme, "recency", days=42) == 13, "30 working days: the most that is tolerated"
    assert points(book, acme, "recency", days=84) == 0


def test_a_proposal_that_is_out_makes_silence_count_sooner(book: Book, acme: Account) -> None:
    touch(book, acme, 14)
    assert points(book, acme, "recency") == 25
    opportunity(book, acme, stage="proposal", proposal_on=day(-14))
    assert points(book, acme, "recency") == 13


def test_recency_knows_their_own_usual_gap(book: Book, acme: Account) -> None:
    for ago in (45, 40, 35, 30, 25, 20):
        touch(book, acme, ago)
    found = of(book, acme).parts["recency"]
    assert found.points < 25, "14 working days are within the cadence, and unlike them"
    assert "usually in contact every 5 days" in found.why


def test_a_cadence_of_its_own_overrules_the_usual_gap(book: Book) -> None:
    quiet = account(book, "Quiet", status="existing", cadence=(60, 90))
    for ago in (45, 40, 35, 30, 25, 20):
        touch(book, quiet, ago)
    assert points(book, quiet, "recency") == 25


def test_silence_unlike_them_takes_half_of_what_the_cadence_gives_at_most(book: Book, acme: Account) -> None:
    for ago in range(12, 40, 2):
        touch(book, acme, ago)
    assert points(book, acme, "recency") in range(13, 25), "12 days after a busy month: unlike them, and no disaster"
    assert points(book, acme, "recency", days=8) == 13, "14 working days are still within the cadence"


def test_the_usual_gap_is_that_of_their_latest_contacts(book: Book, acme: Account) -> None:
    for ago in range(400, 700, 3):
        touch(book, acme, ago)
    for ago in range(14, 400, 30):
        touch(book, acme, ago)
    assert points(book, acme, "recency") == 25, "called every three days once, every thirty for a year now"
    assert slipping(book, SETTINGS, acme, NOW) is None


def test_who_is_lost_is_judged_by_the_cadence_alone(book: Book) -> None:
    """The rhythm is that of a customer whom they no longer are."""
    gone = account(book, "Gone Ltd", status="lost")
    for ago in (520, 513, 506, 499, 26):
        touch(book, gone, ago)
    assert points(book, gone, "recency") == 25, "18 working days, where 20 are ideal"
    assert "usually" not in of(book, gone, days=40).parts["recency"].why


def test_reciprocity_wants_both_sides(book: Book, acme: Account) -> None:
    touch(book, acme, 1)
    assert points(book, acme, "reciprocity") == 0
    benefit(book, acme, "got", ago=5, weight=3)
    one_sided = of(book, acme).parts["reciprocity"]
    assert (one_sided.points, one_sided.why) == (13, "nothing given yet, last got 5 days ago")
    benefit(book, acme, "given", ago=5, weight=3)
    assert points(book, acme, "reciprocity") == 25


def test_benefits_go_stale(book: Book, acme: Account) -> None:
    benefit(book, acme, "given", ago=0, weight=3)
    touch(book, acme, 0)
    assert points(book, acme, "reciprocity", days=180) == 13
    assert 0 < points(book, acme, "reciprocity", days=270) < 13
    assert points(book, acme, "reciprocity", days=360) == 0


def test_executives_count_when_they_were_met_within_ninety_days(book: Book, acme: Account) -> None:
    dana = contact(book, acme, "Dana Cruz", level="executive")
    touch(book, acme, 90, contact=dana.id)
    assert of(book, acme).parts["executives"].why == "1 of 1 executive met within 90 days"
    assert points(book, acme, "executives") == 20
    assert points(book, acme, "executives", days=90) == 0
    assert of(book, acme, 30).parts["executives"].why == "no executive met for 120 days"


def test_executives_count_by_their_own_cadence_where_they_have_one(book: Book, acme: Account) -> None:
    dana = contact(book, acme, "Dana Cruz", level="executive", cadence=(20, 40))
    touch(book, acme, 28, contact=dana.id)
    assert of(book, acme).parts["executives"].why == "1 of 1 executive met within 20 working days"
    assert points(book, acme, "executives") == 20
    assert 0 < points(book, acme, "executives", days=14) < 20
    assert points(book, acme, "executives", days=28) == 0
    eve = contact(book, acme, "Eve Stone", level="executive")
    touch(book, acme, 80, contact=eve.id)
    assert (
        of(book, acme).parts["executives"].why == "2 of 2 executives met within 20 working days or 90 days, as for each"
    )


def test_an_account_that_is_called_rarely_has_executives_who_are_met_as_rarely(book: Book) -> None:
    rare = account(book, status="existing", cadence=(80, 99))
    often = account(book, status="existing", cadence=(5, 10))
    for each in (rare, often):
        touch(book, each, 110, contact=contact(book, each, "Dana Cruz", level="executive").id)
    assert (points(book, rare, "executives"), of(book, rare).parts["executives"].why) == (
        20, "1 of 1 executive met within 80 working days",
    )  # fmt: skip
    assert 0 < points(book, often, "executives") < 20


def test_one_of_two_executives_is_half_the_coverage(book: Book, acme: Account) -> None:
    dana = contact(book, acme, "Dana Cruz", level="executive")
    contact(book, acme, "Eve Stone", level="executive")
    touch(book, acme, 3, contact=dana.id)
    assert points(book, acme, "executives") == 10


def test_an_executive_interview_counts_though_no_name_was_noted(book: Book, acme: Account) -> None:
    touch(book, acme, 3, purpose="executive interview")
    assert of(book, acme).parts["executives"].points == 20


def test_an_executive_who_left_is_no_gap(book: Book, acme: Account) -> None:
    dana = contact(book, acme, "Dana Cruz", level="executive")
    contact(book, acme, "Old Boss", level="executive", left=day(-50))
    touch(book, acme, 3, contact=dana.id)
    assert points(book, acme, "executives") == 20


def test_each_port_of_entry_counts(book: Book, acme: Account) -> None:
    seen = []
    for name, level, department in (
        ("A", "staff", "IT"),
        ("B", "staff", "IT"),
        ("C", "manager", "IT"),
        ("D", "staff", "HR"),
    ):
        touch(book, acme, 1, contact=contact(book, acme, name, level=level, department=department).id)
        seen.append(points(book, acme, "entry"))
    assert seen == [3, 6, 12, 15]
    assert points(book, acme, "entry", days=180) == 0


def test_knowledge_counts_each_heading_while_it_is_fresh(book: Book, acme: Account) -> None:
    touch(book, acme, 1)
    for heading in HEADINGS[:4]:
        insight(book, acme, ago=0, heading=heading)
    insight(book, acme, ago=0, heading=HEADINGS[0])
    assert points(book, acme, "knowledge") == 10
    assert points(book, acme, "knowledge", days=180) == 10
    assert points(book, acme, "knowledge", days=360) == 0


def test_all_five_together_make_a_hundred(book: Book, acme: Account) -> None:
    flourishing(book, acme)
    found = of(book, acme)
    assert (found.score, found.level, found.weakest) == (100, "partner", None)
    assert found.raise_it == "Nothing is missing: keep it so"
    assert found.ways == ()


# -- weakest, trend, and what would raise it


def test_the_weakest_part_is_named(book: Book, acme: Account) -> None:
    flourishing(book, acme)
    assert of(book, acme, days=100).weakest == "recency"


def test_the_trend_needs_no_snapshots(book: Book, acme: Account) -> None:
    touch(book, acme, 60)
    before = of(book, acme, days=-30).score
    benefit(book, acme, "given", ago=5, weight=3)
    touch(book, acme, 5)
    found = of(book, acme)
    assert found.score is not None
    assert before is not None
    assert found.trend == found.score - before
    assert found.trend > 0


def test_an_account_that_was_first_reached_lately_has_no_trend(book: Book, acme: Account) -> None:
    touch(book, acme, 29)
    assert of(book, acme).trend is None


def test_what_would_raise_it_most_names_the_executive_and_the_gain(book: Book, acme: Account) -> None:
    dana = contact(book, acme, "Dana Cruz", title="COO", level="executive")
    ann = contact(book, acme, "Ann Lee", level="staff")
    touch(book, acme, 200, contact=dana.id)
    touch(book, acme, 1, contact=ann.id)
    for direction in ("given", "got"):
        benefit(book, acme, direction, ago=1, weight=3)
    before = of(book, acme)
    assert before.raise_it.startswith("Meet Dana Cruz (COO): no executive met for 200 days, +")
    assert before.best
    assert before.best.made_of == "+20 executives, +6 entry"
    assert sum(points for _, points in before.best.adds) == before.best.gain
    touch(book, acme, 0, contact=dana.id, purpose="executive interview")
    assert before.score is not None
    assert of(book, acme).score == before.score + int(before.raise_it.rpartition("+")[2]), "the gain that was promised"


def test_what_was_owed_is_to_be_given_before_anything_is_asked(book: Book, acme: Account) -> None:
    flourishing(book, acme)
    touch(book, acme, 0)
    for each in book.benefits.of(acme.id):
        if each.direction == "given":
            book.edit("stale", each, on=day(-400))
    assert of(book, acme).raise_it == "Bring them something useful: nothing given for 400 days, +8"


def test_every_part_that_is_short_has_its_own_next_thing(book: Book, acme: Account) -> None:
    touch(book, acme, 80, contact=contact(book, acme, level="staff").id)
    ways = of(book, acme).ways
    assert {way.part for way in ways} == {"recency", "reciprocity", "executives", "entry", "knowledge"}
    assert [way.gain for way in ways] == sorted((way.gain for way in ways), reverse=True)
    assert ways[0].said == of(book, acme).raise_it


def test_nothing_is_advised_about_who_must_not_be_called(book: Book) -> None:
    barred = account(book, "Barred", do_not_call=day(-3))
    touch(book, barred, 3, outcome="do not call")
    assert of(book, barred).raise_it == "Do not call: there is nothing to do"


# -- slipping


def regular(book: Book, acme: Account, silent: int) -> None:
    """In contact every ten days, until so many days ago."""
    for gap in range(5):
        touch(book, acme, silent + 10 * gap)


def test_silence_unlike_them_is_slipping(book: Book, acme: Account) -> None:
    regular(book, acme, silent=16)
    assert slipping(book, SETTINGS, acme, NOW) == "silent for 16 days; usually in contact every 10 days"


@pytest.mark.parametrize("silent", [1, 15])
def test_their_usual_rhythm_is_not_slipping(book: Book, acme: Account, silent: int) -> None:
    regular(book, acme, silent)
    assert slipping(book, SETTINGS, acme, NOW) is None


def test_a_booked_next_step_stops_the_slipping_alarm_until_its_date_has_passed(book: Book, acme: Account) -> None:
    regular(book, acme, silent=40)
    promise(book, acme, due=2)
    assert slipping(book, SETTINGS, acme, NOW) is None
    assert slipping(book, SETTINGS, acme, NOW + timedelta(days=3)) is not None


@pytest.mark.parametrize(
    "fields", [{"status": "lost"}, {"do_not_call": day(-1)}, {"parked_until": day(9)}, {"snoozed_until": day(9)}]
)
def test_nobody_slips_who_is_not_to_be_called_now(book: Book, fields: dict[str, object]) -> None:
    other = account(book, "Other", **fields)
    regular(book, other, silent=40)
    assert slipping(book, SETTINGS, other, NOW) is None


# -- remembering


def test_all_health_is_the_health_of_each_and_follows_the_book(book: Book, acme: Account) -> None:
    other = account(book, "Other")
    touch(book, acme, 50)
    assert all_health(book, SETTINGS, NOW) == {each.id: of(book, each) for each in (acme, other)}
    before = all_health(book, SETTINGS, NOW)
    touch(book, acme, 0)
    after = all_health(book, SETTINGS, NOW)
    assert after[acme.id].parts["recency"].points > before[acme.id].parts["recency"].points
    assert after[other.id] == before[other.id]
    assert all_health(book, SETTINGS, NOW + timedelta(days=60))[acme.id].score != after[acme.id].score
    book.change("gone", *removal(book, other, NOW.date()))
    assert all_health(book, SETTINGS, NOW).keys() == {acme.id}


# -- properties

AGO = st.integers(0, 400)
PLACE = st.sampled_from(["", "Finance", "Board"])


@dataclass(frozen=True)
class Story:
    """What happened at an account, as draws."""

    status: str
    people: list[tuple[str | None, str]]
    touches: list[tuple[int, str, str, int]]
    benefits: list[tuple[str, int, int]]
    insights: list[tuple[int, str]]
    proposal: int | None
    cadence: tuple[int, int] | None = None
    special: tuple[int | None, int | None, int | None] = (None, None, None)
    """Who of the people has left, said "do not call", is in the inner circle."""
    own: tuple[int, int] | None = None
    """The cadence of the first of the people."""

    def told(self) -> tuple[Book, Account]:
        book = a_book()
        here = account(book, status=self.status, cadence=self.cadence)
        people: list[Contact | None] = []
        for n, (at, in_) in enumerate(self.people):
            there = {
                field: day(-50)
                for field, who in zip(("left", "do_not_call", "circle"), self.special, strict=True)
                if who == n
            }
            own = None if n else self.own
            people.append(contact(book, here, f"P{n}", level=at, department=in_, cadence=own, **there))
        people.append(None)
        for ago, outcome, purpose, whom in self.touches:
            person = people[whom % len(people)]
            touch(book, here, ago, outcome=outcome, purpose=purpose, contact=person.id if person else None)
        for direction, ago, weight in self.benefits:
            benefit(book, here, direction, ago=ago, weight=weight)
        for ago, heading in self.insights:
            insight(book, here, ago=ago, heading=heading)
        if self.proposal is not None:
            opportunity(book, here, stage="proposal", proposal_on=day(-self.proposal))
        return book, here


CADENCES = st.none() | st.tuples(st.integers(1, 60), st.integers(1, 60)).map(lambda pair: (min(pair), max(pair)))
STORIES = st.builds(
    Story,
    st.sampled_from(STATUSES),
    st.lists(st.tuples(st.sampled_from([None, *LEVELS]), PLACE), max_size=4),
    st.lists(st.tuples(AGO, st.sampled_from(OUTCOMES), st.sampled_from(PURPOSES), st.integers(0, 9)), max_size=8),
    st.lists(st.tuples(st.sampled_from(["given", "got"]), AGO, st.integers(1, 3)), max_size=5),
    st.lists(st.tuples(AGO, st.sampled_from(HEADINGS)), max_size=6),
    st.none() | AGO,
    CADENCES | st.just((80, 99)),
    st.tuples(*(st.none() | st.integers(0, 3) for _ in range(3))),
    CADENCES,
)


def never_lower(before: int | None, after: int | None) -> bool:
    return before is None or (after is not None and after >= before)


@given(STORIES, st.sampled_from(["given", "got"]), AGO, st.integers(1, 3))
def test_more_given_or_got_never_lowers_the_score(story: Story, direction: str, ago: int, weight: int) -> None:
    book, here = story.told()
    before = of(book, here).score
    benefit(book, here, direction, ago=ago, weight=weight)
    assert never_lower(before, of(book, here).score)


@given(STORIES, st.sampled_from(["known", "new", "unnamed"]), st.integers(0, 9))
def test_a_fresh_executive_interview_never_lowers_the_score(story: Story, who: str, pick: int) -> None:
    book, here = story.told()
    before = of(book, here).score
    there = book.contacts.of(here.id)
    person = None
    if who == "new" or (who == "known" and not there):
        person = contact(book, here, "New Boss", level="executive", department="Board")
    elif who == "known":
        person = there[pick % len(there)]
    touch(book, here, 0, hour=7, purpose="executive interview", contact=person.id if person else None)
    assert never_lower(before, of(book, here).score)


@given(STORIES, st.sampled_from([None, *LEVELS]), PLACE)
def test_a_new_port_of_entry_never_lowers_the_score(story: Story, level: str | None, department: str) -> None:
    book, here = story.told()
    before = of(book, here).score
    person = contact(book, here, "Somebody New", level=level, department=department)
    touch(book, here, 0, hour=7, contact=person.id)
    assert never_lower(before, of(book, here).score)


@given(STORIES, st.sampled_from(HEADINGS))
def test_a_fresh_insight_never_lowers_the_score(story: Story, heading: str) -> None:
    book, here = story.told()
    before = of(book, here).score
    insight(book, here, ago=0, heading=heading)
    assert never_lower(before, of(book, here).score)


NAMELESS = Story(
    "existing",
    [(None, "")],
    [(0, "connected", "executive interview", 1)],
    [],
    [(0, heading) for heading in HEADINGS],
    None,
)
"""An executive interview in which nobody was named, and much that was learned."""


@given(STORIES, st.integers(0, 400), st.integers(1, 400))
@example(NAMELESS, 179, 1)
def test_silence_never_raises_the_score(story: Story, days: int, more: int) -> None:
    book, here = story.told()
    assert never_lower(of(book, here, days + more).score, of(book, here, days).score)


@given(STORIES)
def test_the_score_is_what_its_judged_parts_add_up_to(story: Story) -> None:
    book, here = story.told()
    found = of(book, here)
    total = sum(part.points for part in found.parts.values() if part.judged)
    possible = sum(part.of for part in found.parts.values() if part.judged)
    assert found.score == (int(100 * total / possible + 0.5) if possible else None)
    assert all(0 <= part.points <= part.of and part.why for part in found.parts.values())
    assert all(way.gain >= 0 for way in found.ways)


NOTED = st.builds(
    Story,
    st.sampled_from(STATUSES),
    st.lists(st.tuples(st.sampled_from(LEVELS), PLACE), min_size=3, max_size=3),
    st.lists(st.tuples(AGO, st.sampled_from(OUTCOMES), st.sampled_from(PURPOSES), st.integers(0, 2)), max_size=8),
    st.lists(st.tuples(st.sampled_from(["given", "got"]), AGO, st.integers(1, 3)), max_size=5),
    st.lists(st.tuples(AGO, st.sampled_from(HEADINGS)), max_size=6),
    st.none() | AGO,
)
"""Stories in which every level and every name is noted."""


@given(NOTED)
def test_the_trend_is_the_score_less_what_the_book_would_have_said_thirty_days_ago(story: Story) -> None:
    book, here = story.told()
    past, there = Story(
        story.status,
        story.people,
        [each for each in story.touches if each[0] >= 30],
        [each for each in story.benefits if each[1] >= 30],
        [each for each in story.insights if each[0] >= 30],
        story.proposal if story.proposal is None or story.proposal >= 30 else None,
    ).told()
    found, then = of(book, here), of(past, there, days=-30).score
    assert found.trend == (None if found.score is None or then is None else found.score - then)
