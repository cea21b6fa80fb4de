"""Fields that hold several things in one line, read and written: tags, lists, cadences, dates that were kept.

Everything raises ValueError with one line that says what would have been understood.
"""

from datetime import date

from planner.wording import one_line


def read_tags(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """ "key, -old" → what is put on, and what is taken off."""
    words = [one_line(each) for each in text.split(",")]
    off = tuple(each[1:].strip() for each in words if each.startswith("-") and each[1:].strip())
    return tuple(dict.fromkeys(each for each in words if each and not each.startswith("-"))), off


def say_tags(text: str) -> str:
    """What is put on and taken off, in words."""
    on, off = read_tags(text)
    said = [f"adds {', '.join(on)}"] if on else []
    return "; ".join([*said, *([f"takes off {', '.join(off)}"] if off else [])])


def read_list(text: str) -> tuple[str, ...]:
    """ "one, two" → both."""
    return tuple(dict.fromkeys(each for each in map(one_line, text.split(",")) if each))


def read_cadence(text: str) -> tuple[int, int] | None:
    """ "10/20" → working days, ideal and at most; "usual" or nothing → None: as the settings say."""
    if text.strip().casefold() in ("", "usual"):
        return None
    ideal, _, most = (part.strip() for part in text.partition("/"))
    if not (ideal.isdecimal() and most.isdecimal() and 0 < int(ideal) <= int(most) <= 3660):
        raise ValueError("give ideal/at most in working days, such as 10/20, or usual")
    return int(ideal), int(most)


def say_cadence(text: str) -> str:
    """A cadence in words."""
    cadence = read_cadence(text)
    return "as the settings say" if cadence is None else f"every {cadence[0]} working days, {cadence[1]} at most"


def show_cadence(cadence: tuple[int, int] | None) -> str:
    """A cadence as it is typed."""
    return f"{cadence[0]}/{cadence[1]}" if cadence else ""


def show_day(day: date | None) -> str:
    """A day as it is typed."""
    return day.isoformat() if day else ""


def read_yes(text: str) -> bool:
    """ "yes" or "no"; nothing is no."""
    word = text.strip().casefold()
    if word in ("y", "yes"):
        return True
    if word in ("", "n", "no"):
        return False
    raise ValueError("yes or no")


def say_yes(text: str) -> str:
    """Whether yes or no was understood."""
    return "yes" if read_yes(text) else "no"
