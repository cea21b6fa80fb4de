"""How the planner says things, for both faces: minutes, silences, money, days and names in plain English words.

Also how it takes text in: `clean` keeps what was typed and drops what would steer a terminal. Nothing here depends on
the machine's locale.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

_DAYS_A_MONTH = 30.4375  # on average over four years
_NO_MINOR_UNIT = frozenset(
    (
        "BIF",
        "CLP",
        "DJF",
        "GNF",
        "ISK",
        "JPY",
        "KMF",
        "KRW",
        "PYG",
        "RWF",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    )
)
_THREE_DIGITS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_FOUR_DIGITS = ("CLF", "UYW")

# Patterns are strings: re compiles them at first use, so that no start pays for them.
# Line ends of every origin: Windows, old Macs, address books (vertical tab), mainframes (NEL), Unicode's own two.
_LINE_ENDS = "\r\n|[\r\v\f\x85\u2028\u2029]"
# Controls, bidi marks and invisible format characters. The joiners U+200C and U+200D stay: emoji and Indic words need
# them. Tag characters (U+E0000 block) go, though flags of regions use them: they can carry a whole unseen sentence.
_UNSEEN = (
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)
_SURROGATES = "[\ud800-\udfff]"
# Marks that people leave out when they type a name: accents, Hebrew points, Arabic vowels. Marks that make another
# letter (Japanese voicing, Indic vowels) are not among them.
_MARKS = (
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # accents
    "\u0591-\u05c7\u064b-\u065f\u0670]"  # points and vowels
)
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})


def clean(text: str) -> str:
    """Free text as typed, less what would steer a terminal: controls, bidi marks, invisible format characters.

    Line ends of any kind become a newline, tabs stay, a lone surrogate becomes U+FFFD. Cleaning twice changes nothing.
    """
    if text.isprintable():  # the usual case; false for any control, format character, surrogate or odd space
        return text
    text = re.sub(_UNSEEN, "", re.sub(_LINE_ENDS, "\n", text))
    return re.sub(_SURROGATES, "\ufffd", text)


def one_line(text: str) -> str:
    """`clean`, with every run of white space as one space and none at the ends: for table cells and titles."""
    if text.isprintable() and "  " not in text:
        return text.strip(" ")
    return " ".join(clean(text).split())


def fold(text: str) -> str:
    """Text for matching: no accents, no case, single spaces ("Crédito " and "CREDITO" both become "credito")."""
    if not text.isascii():
        text = re.sub(_MARKS, "", unicodedata.normalize("NFKD", text)).casefold().translate(_LETTERS)
        # Once more, since folding brings new letters; then together again: Korean and Japanese keep whole letters.
        text = unicodedata.normalize("NFKC", re.sub(_MARKS, "", unicodedata.normalize("NFKD", text)))
    return " ".join(text.casefold().split())


def minutes(n: float) -> str:
    """Minutes in words: "45 min", "1 h 20", "2 h"."""
    whole = _rounded(abs(n))
    sign = "-" if n < 0 and whole else ""
    hours, rest = divmod(whole, 60)
    if not hours:
        return f"{sign}{rest} min"
    return f"{sign}{hours} h {rest:02}" if rest else f"{sign}{hours} h"


def days(n: int) -> str:
    """A number of days in words: "today" for none, "1 day", "12 days"."""
    return "today" if n == 0 else f"{n:,} {'day' if abs(n) == 1 else 'days'}"


def ago(day: date, today: date) -> str:
    """How long before `today` a day was: "yesterday", "3 weeks ago"; for a day to come "tomorrow", "in 5 days"."""
    n = today.toordinal() - day.toordinal()
    if abs(n) <= 1:
        return ("tomorrow", "today", "yesterday")[n + 1]
    span = _span(abs(n), weeks=True)
    return f"{span} ago" if n > 0 else f"in {span}"


def silence(n_days: int | None) -> str:
    """How long an account has been silent: "never" when nobody was ever in touch, "today", "12 days", "3 months"."""
    if n_days is None:
        return "never"
    return "today" if n_days <= 0 else _span(n_days, weeks=False)


def _span(n: int, weeks: bool) -> str:
    """A span of n days, one or more, in the unit that a person would use; weeks only where asked for."""
    if n < (14 if weeks else 60):
        return plural(n, "day")
    if n < 60:
        return plural(n // 7, "week")
    months = round(n / _DAYS_A_MONTH)
    return plural(months, "month") if months < 24 else plural(months // 12, "year")


def minor_digits(currency: str) -> int:
    """How many decimals the minor unit of a currency has (ISO 4217): 2 unless it is known otherwise."""
    code = currency.upper()
    if code in _NO_MINOR_UNIT:
        return 0
    if code in _THREE_DIGITS:
        return 3
    return 4 if code in _FOUR_DIGITS else 2


def money(minor: int, currency: str) -> str:
    """An amount of minor units as "USD 12,000" or "EUR 12,000.50": decimals only where there are any."""
    digits = minor_digits(currency)
    whole, rest = divmod(abs(minor), 10**digits)
    amount = f"{'-' if minor < 0 else ''}{whole:,}" + (f".{rest:0{digits}}" if rest else "")
    return f"{currency} {amount}".lstrip()


def short_money(minor: int, currency: str) -> str:
    """An amount of minor units for a narrow column: "950 USD", "12k USD", "1.2M EUR"."""
    amount, unit = abs(minor) / 10 ** minor_digits(currency), ""
    for larger in ("k", "M", "B", "T"):
        if _rounded(amount) < 1000:
            break
        amount, unit = amount / 1000, larger
    figures = f"{amount:.1f}".removesuffix(".0") if unit and amount < 9.95 else f"{_rounded(amount):,}"
    sign = "-" if minor < 0 and figures != "0" else ""
    return f"{sign}{figures}{unit} {currency}".rstrip()


def day(d: date, today: date | None = None) -> str:
    """A day as "Fri 27 Nov", with the year when it is not the year of `today`."""
    text = f"{WEEKDAYS[d.weekday()][:3]} {d.day} {MONTHS[d.month - 1][:3]}"
    return text if today is None or today.year == d.year else f"{text} {d.year}"


def moment(dt: datetime, today: date | None = None) -> str:
    """A moment as "Fri 27 Nov 10:00", in the zone that it carries, with the year when it is not that of `today`."""
    return f"{day(dt, today)} {dt:%H:%M}"


def percent(share: float) -> str:
    """A share of 1 as whole per cent: 0.5 is "50 %"."""
    return f"{_rounded(share * 100)} %"


def plural(n: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 call", "3 calls", "2 touches", "1,200 tries"; `many` where the rule is not enough."""
    return f"{n:,} {one if n == 1 else many or _many(one)}"


def _many(one: str) -> str:
    if one.endswith("y") and one[-2:-1] not in ("a", "e", "i", "o", "u", ""):
        return one[:-1] + "ies"
    return one + ("es" if one.endswith(("s", "x", "z", "ch", "sh")) else "s")


def listing(items: Sequence[str], limit: int = 3) -> str:
    """Items in a sentence, at most `limit` parts: "a", "a and b", "a, b and c", "a, b and 4 more"."""
    parts = list(items)
    if len(parts) > max(limit, 1):
        shown = parts[: max(limit - 1, 1)]
        parts = [*shown, f"{len(parts) - len(shown)} more"]
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def bar(value: float, of: float, width: int, ascii_only: bool = False) -> str:
    """A bar for `value` out of `of`, at most `width` cells, in eighths of a cell; in "#" where blocks can't be shown.

    Whatever is above zero shows at least the thinnest mark; what is over `of` fills the width.
    """
    if not (value > 0 and of > 0 and width > 0):  # false for NaN, too
        return ""
    share = 1.0 if value >= of else value / of
    if ascii_only:
        return "#" * max(1, _rounded(share * width))
    full, eighths = divmod(max(1, _rounded(share * width * 8)), 8)
    return "█" * full + ("▏▎▍▌▋▊▉"[eighths - 1] if eighths else "")


def _rounded(n: float) -> int:
    """The nearest whole number, a half upwards (Python alone would round 12.5 to 12)."""
    return math.floor(n + 0.5)
