"""The silence bar: as long as it should be at any figures, and never without words (method §5, §6)."""

from hypothesis import given
from hypothesis import strategies as st

from widgets.silence import silence_bar, silence_said, silence_style

DAYS = st.integers(0, 400)
LIMITS = st.tuples(st.integers(1, 60), st.integers(1, 120)).map(lambda each: (min(each), max(each)))
HEAVY = "━┿"


def length(days: int, ideal: int, most: int, width: int) -> int:
    return sum(text in HEAVY for text, _ in silence_bar(days, ideal, most, width))


@given(DAYS, LIMITS, st.integers(3, 40))
def test_a_bar_has_its_width_whatever_the_figures(days: int, limits: tuple[int, int], width: int) -> None:
    assert sum(len(text) for text, _ in silence_bar(days, *limits, width)) == width


@given(DAYS, DAYS, LIMITS)
def test_a_longer_silence_never_has_a_shorter_bar(one: int, other: int, limits: tuple[int, int]) -> None:
    less, more = sorted((one, other))
    assert length(less, *limits, 15) <= length(more, *limits, 15)


@given(DAYS, LIMITS)
def test_the_words_say_how_long_and_when_it_is_too_long(days: int, limits: tuple[int, int]) -> None:
    said = silence_said(days, *limits)
    assert (str(days) in said) == (days > 0)
    assert ("at most" in said) == (days > limits[1]) == (silence_style(days, *limits) == "bad")


def test_the_bar_is_crossed_at_the_ideal_and_at_the_most() -> None:
    assert "".join(text for text, _ in silence_bar(12, 5, 10)) == "━━━━┿━━━━┿━━───"
