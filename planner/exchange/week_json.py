"""A week as other programs read it: the published JSON of `planner week --json`."""

from typing import Any

from planner.book import Book
from planner.book.records import Opportunity
from planner.method.week import Week
from planner.wording import minor_digits


def week_json(book: Book, week: Week) -> dict[str, Any]:
    """One week; minutes are whole minutes, shares fractions of 1, days ISO days, amounts in the currency's main unit."""
    minutes, count = week.minutes, week.count
    return {
        "week": week.span.name,
        "from": week.span.first.isoformat(),
        "to": week.span.last.isoformat(),
        "minutes": {
            "target": dict(minutes.target),
            "planned": dict(minutes.planned),
            "done": dict(minutes.done),
            "debt": dict(minutes.debt),
        },
        "shares_done": {status: round(share, 4) for status, share in minutes.shares_done.items()},
        "shares": dict(minutes.shares),
        "days": [
            {
                "date": each.day.isoformat(),
                "target": dict(each.target),
                "planned": dict(each.planned),
                "done": dict(each.done),
            }
            for each in minutes.days
        ],
        "calls": count("calls"),
        "contacts": count("contacts"),
        "promises": {
            "kept": count("promises kept"),
            "late": count("promises late"),
            "open": count("promises open"),
        },
        "romance": {"kept": count("romance kept"), "missed": count("romance missed")},
        "executives_met": count("executives met"),
        "given": count("benefits given"),
        "got": count("benefits got"),
        "referrals": {
            "asked": count("referrals asked"),
            "got": count("referrals got"),
            "thanked": count("referrals thanked"),
        },
        "new_calls": {"warm": count("warm calls"), "cold": count("cold calls")},
        "empty_calls": count("empty calls"),
        "slipped": list(week.slipped),
        "self_check": _check_json(week),
        "won": [_deal_json(book, deal) for deal in week.won],
        "lost": [_deal_json(book, deal) for deal in week.lost],
        "neglect": [{"kind": each.kind, "why": each.why} for each in week.neglect],
        "reflection": _reflection_json(week),
    }


def _check_json(week: Week) -> dict[str, Any]:
    answers = week.reflection.answers if week.reflection else None
    shown = week.measured
    return {
        "answers": list(answers) if answers else None,
        "score": week.score,
        "measured": {
            "executive_interviews": {"held": len(shown.interviews), "due": len(shown.due)},
            "project_checks": len(shown.project_checks),
            "courtesies": len(shown.courtesies),
        },
    }


def _deal_json(book: Book, deal: Opportunity) -> dict[str, Any]:
    return {
        "opportunity": deal.name,
        "opportunity_id": deal.id,
        "account": book.account_name(deal.account),
        "amount": _in_main_unit(deal.amount, deal.currency),
        "currency": deal.currency,
        "reason": deal.reason,
        "competitor": deal.competitor or None,
    }


def _in_main_unit(minor: int | None, currency: str) -> float | int | None:
    """12000 for 1,200,000 cents, and 12000.5 where there are decimals."""
    if minor is None:
        return None
    units = minor / 10 ** minor_digits(currency)
    return int(units) if units.is_integer() else units


def _reflection_json(week: Week) -> dict[str, Any] | None:
    written = week.reflection
    if written is None:
        return None
    return {
        "worked": written.worked,
        "change": written.change,
        "promise": written.promise,
        "finished": written.finished.isoformat() if written.finished else None,
    }
