"""The plan of one import as it grows: each record is made or filled, and every row gets its verdict."""

from collections import Counter
from collections.abc import Container, Mapping
from datetime import date, datetime
from typing import Any, Literal

from msgspec.structs import replace

from planner.book import Book
from planner.book.records import Account, Contact, Opportunity, Record, StageChange
from planner.exchange.barring import Bars
from planner.exchange.batches import Batch
from planner.exchange.companies import TYPE
from planner.exchange.deals import with_status
from planner.exchange.introductions import Introduced, referral_of
from planner.exchange.matching import Match
from planner.exchange.plans import PlannedRow, Question, Verdict
from planner.exchange.rows import Row
from planner.exchange.workbench import Workbench
from planner.settings import Settings
from planner.wording import one_line

Answers = Mapping[str, Literal["new", "same", "skip"]]


class Importer:
    """What has been planned so far; the rules for each kind of row are in planner.exchange.planning."""

    def __init__(
        self,
        book: Book,
        settings: Settings,
        now: datetime,
        overwrite: bool | Container[str] = False,
        companies: Literal["create", "link"] | None = None,
        duplicates: Literal["create", "join", "skip"] = "create",
        answers: Answers | None = None,
    ) -> None:
        self.bench = Workbench(book, settings, now)
        self.book, self.settings, self.now = book, settings, now
        self.today: date = now.date()
        self.overwrite, self.companies, self.duplicates, self.answers = overwrite, companies, duplicates, answers or {}
        self.rows: list[PlannedRow] = []
        self.questions: list[Question] = []
        self.met: dict[str, str] = {}
        """Record → the row ("file:line") that it was first met in."""
        self.sold_to: set[str] = set()
        """Accounts whose status is to be derived."""
        self._parents: dict[str, tuple[str, str]] = {}
        """Account → the id, with its program, and the name of the account that it is part of."""
        self._introduced: list[tuple[Batch, int, Introduced]] = []
        self._bars = Bars(book.barred.values(), settings.hours.country)
        self._fresh: set[str] = set()
        self._odd: dict[str, Counter[str]] = {}
        self._times: Counter[str] = Counter()

    # -- what rows of one file mean for others

    def makes_companies(self, batch: Batch) -> Literal["create", "link"]:
        """Whether a person's company becomes an account; a connection on LinkedIn is no customer yet."""
        return self.companies or ("link" if batch.program == "LinkedIn" else "create")

    def part_of(self, account: str, batch: Batch, said: Mapping[str, str]) -> None:
        """Note that an account is part of another, which may come later, or in another file."""
        id, name = said.get("parent_id", ""), said.get("parent", "")
        if id or name:
            self._parents[account] = (f"{batch.family}:{id}" if id else "", name)

    def claim(self, account: str, label: str) -> None:
        """A person's label says that their company is a customer; that counts where nothing is said of the company."""
        known = self.bench.account(account)
        if known and account in self._fresh and TYPE not in known.extra:
            self.bench.take(replace(known, extra=known.extra | {TYPE: label}))
            self.sold_to.add(account)

    def introduced(self, contact: str, batch: Batch, line: int, by: str) -> None:
        """Note who, by a row, brought somebody new; they may come later in the file."""
        if contact in self._fresh:
            self._introduced.append((batch, line, Introduced(contact, by, f"{batch.name}:{line}")))

    def settle(self) -> None:
        """Once all rows are planned: which account is part of which, the status that its orders prove, who brought whom."""
        for id, (source_id, name) in self._parents.items():
            account = self.bench.account(id)
            known = self.bench.accounts
            parent = (known.by_source(source_id) if source_id else None) or next(iter(known.by_name(name)), None)
            if account and parent and parent != id and account.parent is None:
                self.bench.take(replace(account, parent=parent))
        for id in self.sold_to:
            account = self.bench.account(id)
            if account is None:
                continue
            deals = self.bench.deals.get(id, ())
            proved = with_status(account, deals, self.today, self.settings.rules.existing_months, id in self._fresh)
            if proved != account:
                self.bench.take(proved)
        for batch, line, said in self._introduced:
            referral = referral_of(self.bench, said)
            if referral and referral.id not in self.bench.put:
                self.bench.take(referral)
                self.say(batch, line, referral.table, "created", referral.prospect, f"through {said.by}", referral.id)

    # -- saying

    def say(
        self, batch: Batch, line: int, kind: str, verdict: Verdict, what: str, reason: str = "", id: str = ""
    ) -> None:
        """Give a row its verdict."""
        self.rows.append(PlannedRow(batch.name, line, kind, verdict, one_line(what)[:120], one_line(reason), id))

    def refuse(self, batch: Batch, line: int, reason: str, what: str = "") -> None:
        """Note a row that can't be brought in."""
        self.say(batch, line, batch.kind, "refused", what, reason)

    def note(self, batch: Batch, said: str) -> None:
        """Count something odd."""
        self._odd.setdefault(batch.name, Counter())[said] += 1

    def again(self, key: str) -> int:
        """How many times something was met in this import, this time included."""
        self._times[key] += 1
        return self._times[key]

    def notes_of(self, file: str) -> list[str]:
        """What was odd about the rows of a file, with how many there were."""
        return [
            f"{said} ({count:,} ×)" if count > 1 else said for said, count in self._odd.get(file, Counter()).items()
        ]

    # -- making and filling

    def plan(
        self,
        batch: Batch,
        row: Row,
        kind: type[Account | Contact | Opportunity],
        fields: dict[str, Any],
        found: Match | None,
        main: bool,
    ) -> str | None:
        """Make or fill one record: its id, or None when it is left out.

        `main`: the row is about this record, so that it gets a verdict of its own even when nothing changes.
        """
        where = f"{batch.name}:{row.line}"
        answer = self._answer(where, found)
        name = fields["name"]
        if found and answer == "skip":
            self.say(batch, row.line, kind.table, "refused", name, f"possible duplicate, left out: {found.how}")
            return None
        if found and (found.same or answer == "same"):
            return self._fill(batch, row, kind.table, found, fields, main)
        record: Record = self.bench.make(kind, where, fields)
        self._take(record)
        self._fresh.add(record.id)
        self.met[record.id] = where
        verdict: Verdict = "possible duplicate" if found else "created"
        self.say(batch, row.line, kind.table, verdict, name, found.how if found else "", record.id)
        return record.id

    def _answer(self, where: str, found: Match | None) -> str:
        if found is None or found.same:
            return "new"
        return self.answers.get(where) or {"create": "new", "join": "same", "skip": "skip"}[self.duplicates]

    def _take(self, record: Record) -> None:
        self.bench.take(self._bars.applied(record, self.bench.account(getattr(record, "account", None))))

    def _fill(self, batch: Batch, row: Row, table: str, found: Match, fields: Mapping[str, Any], main: bool) -> str:
        known: Any = self.bench.account(found.id) or self.bench.contact(found.id) or self.bench.opportunity(found.id)
        where = f"{batch.name}:{row.line}"
        before = self.met.setdefault(found.id, where)
        fill = self.bench.fill(known, fields, self.overwrite, where)
        if fill.changed:
            record = fill.record
            if isinstance(record, Opportunity) and "stage" in fill.changed:
                came = StageChange(record.stage, record.closed_on or self.today)
                record = replace(record, history=(*record.history, came))
            self._take(record)
        self._ask(batch, row.line, known.name, fill.differs)
        changed = bool(fill.changed) and found.id not in self._fresh
        if main or changed:
            said = ", ".join(fill.changed).replace("_", " ") if changed else ""
            reason = f"the same as {before}" if before != where and not changed else said
            self.say(batch, row.line, table, "updated" if changed else "unchanged", known.name, reason, found.id)
        return found.id

    def take_in(self, batch: Batch, line: int, known: Record, record: Record) -> bool:
        """Fill a record of ours with what an export of ours says; whether that changed anything."""
        if known == record:
            return False
        fields = {
            name: getattr(record, name) for name in record.__struct_fields__ if name not in ("id", "created", "source")
        }
        fill = self.bench.fill(known, fields, self.overwrite, f"{batch.name}:{line}")
        self._ask(batch, line, getattr(known, "name", "") or known.id, fill.differs)
        if fill.changed:
            self.bench.put[known.id] = fill.record
        return bool(fill.changed)

    def _ask(self, batch: Batch, line: int, name: str, differs: list[tuple[str, Any, Any]]) -> None:
        where = f"{batch.name}:{line}"
        for field, mine, value in differs:
            text = f"{where}: {name}: {field.replace('_', ' ')} is {self._spoken(mine)}, the file has {self._spoken(value)}"
            self.questions.append(Question("overwrite", batch.name, line, one_line(text)[:300], f"{where} {field}"))

    def _spoken(self, value: Any) -> str:
        """A value as the user knows it: an account by its name."""
        return self.bench.name_of(value) or str(value)
