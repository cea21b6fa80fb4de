"""What options of several commands say: days, amounts and texts, each with one clear line when it can't be read."""

from datetime import date
from decimal import Decimal, InvalidOperation

from planner.commands.desk import Desk, WrongUsage
from planner.when import parse_when
from planner.wording import clean, minor_digits, one_line
from planner.wording import day as say_day

FACTORS = {"k": 1_000, "m": 1_000_000}


def text_of(text: str, what: str) -> str:
    """A text that may not be empty, as it is stored."""
    kept = clean(text).strip()
    if not kept:
        raise WrongUsage(f"{what} is empty: say something")
    return kept


def day_of(desk: Desk, text: str | None, past: bool = False) -> date | None:
    """The day that a person's words mean; `past`: it lies behind us, and "1 dec" means the last one, not the next."""
    if not text:
        return None
    day = parse_when(text, desk.now, None, desk.settings.look.day_first, past=past).day
    if past and day > desk.now.date():
        raise WrongUsage(
            f'"{one_line(text)}" is {say_day(day, desk.now.date())}, which is yet to come: give a day gone by'
        )
    return day


def units_of(minor: int | None, currency: str) -> int | float | None:
    """An amount in whole units of its currency, as it is typed and as JSON answers it: 12000, or 12000.5."""
    if minor is None:
        return None
    units = minor / 10 ** minor_digits(currency)
    return int(units) if units.is_integer() else units


def amount_of(desk: Desk, text: str | None, currency: str | None) -> tuple[int | None, str]:
    """Minor units and currency of an amount such as 50000, 45k or 1.2M."""
    code = (currency or desk.settings.look.currency).upper()
    if len(code) != 3 or not code.isascii() or not code.isalpha():
        raise WrongUsage(f'--currency "{one_line(currency or "")}": give an ISO code such as USD')
    if not text:
        return None, code
    plain = text.strip().casefold().replace(",", "").replace(" ", "").replace("_", "")
    factor = FACTORS.get(plain[-1:], 1)
    try:
        value = Decimal(plain[:-1] if factor > 1 else plain) * factor * 10 ** minor_digits(code)
        if not value.is_finite() or abs(value) >= 2**62:
            raise InvalidOperation
        if value < 0:
            raise WrongUsage(f'--amount "{one_line(text)}": an opportunity is never worth less than nothing')
    except InvalidOperation:
        raise WrongUsage(f'--amount "{one_line(text)}": give a number such as 50000, 45k or 1.2M') from None
    return int(value.to_integral_value()), code
