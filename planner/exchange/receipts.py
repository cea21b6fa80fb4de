"""The receipt of an import in words: one line a file, then what was refused and why."""

from collections import Counter
from collections.abc import Sequence

from planner.exchange.plans import FileReport, ImportPlan, PlannedRow, Receipt, counted
from planner.wording import one_line, plural

SHOWN = 10
"""Refused rows that a receipt names one by one; the rest are counted by their reason."""
_ONE = {
    "accounts": "account", "contacts": "contact", "opportunities": "opportunity", "touches": "touch", "promises": "promise",
    "meetings": "meeting", "activities": "activity", "referrals": "referral",
}  # fmt: skip


def one(kind: str) -> str:
    """A kind of row as one is called: "opportunities" → "opportunity"."""
    return _ONE.get(kind, kind.removesuffix("s"))


def receipt(plan: ImportPlan, written: int) -> Receipt:
    """The receipt of a plan that was applied, with `written` records put."""
    counts = plan.counts
    return Receipt(
        created=counts["created"] + counts["possible duplicate"],
        updated=counts["updated"],
        unchanged=counts["unchanged"],
        refused=counts["refused"],
        possible_duplicates=counts["possible duplicate"],
        lines=tuple(file_lines(plan)),
        notes=tuple(details(plan)),
        changed=written,
    )


def file_lines(plan: ImportPlan) -> list[str]:
    """A line for each file: "accountData.csv: Windows-1252, comma, header in line 1 · 423 created, 0 updated, …"."""
    by_file: dict[str, list[PlannedRow]] = {}
    for row in plan.rows:
        by_file.setdefault(row.file, []).append(row)
    return [_file_line(report, by_file.get(report.file, [])) for report in plan.files]


def _file_line(report: FileReport, rows: Sequence[PlannedRow]) -> str:
    counts = counted(rows)
    made = Counter(row.kind for row in rows if row.verdict in ("created", "possible duplicate"))
    created = sum(made.values())
    kinds = ", ".join(plural(count, one(kind)) for kind, count in sorted(made.items()))
    said = [
        f"{created:,} created" + (f" ({kinds})" if len(made) > 1 else ""),
        *(f"{counts[verdict]:,} {verdict}" for verdict in ("updated", "unchanged", "refused")),
    ]
    if counts["possible duplicate"]:
        said.append(f"{plural(counts['possible duplicate'], 'possible duplicate')} among the created")
    return one_line(f"{report.file}: {report.read_as} · {', '.join(said)}")


def details(plan: ImportPlan) -> list[str]:
    """What there is to say besides: notes, refused rows with their reasons, possible duplicates, open questions."""
    said = [one_line(note) for note in plan.notes]
    for report in plan.files:
        said += [one_line(f"{report.file}: {note}") for note in report.notes]
    for verdict in ("refused", "possible duplicate"):
        said += _named([row for row in plan.rows if row.verdict == verdict], verdict)
    asked = [question for question in plan.questions if question.kind == "overwrite"]
    if asked:
        said.append(f"kept as you have it ({len(asked):,}; --overwrite takes the file's):")
        said += [f"  {one_line(question.text)}" for question in asked[:SHOWN]]
        if len(asked) > SHOWN:
            said.append(f"  … and {len(asked) - SHOWN:,} more")
    return said


def _named(rows: Sequence[PlannedRow], verdict: str) -> list[str]:
    said = []
    for row in rows[:SHOWN]:
        name = f" {row.what}" if row.what else ""
        said.append(one_line(f"{row.where}: {verdict}:{name}{': ' if name else ' '}{row.reason}"))
    if len(rows) > SHOWN:
        reasons = Counter(row.reason for row in rows[SHOWN:])
        said += [one_line(f"… and {count:,} more {verdict}: {reason}") for reason, count in reasons.most_common(SHOWN)]
    return said
