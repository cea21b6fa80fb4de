"""Acts on an opportunity, by key: won, lost, its stage, who else has bid, a new one, its fields (method §6)."""

from datetime import date
from typing import Any, Literal

from msgspec.structs import replace
from textual.binding import Binding

from planner.book.find import find_account, find_contact
from planner.book.records import Account, Opportunity, Promise, Record, StageChange
from planner.book.vocabulary import LOST_REASONS, PROPOSAL_OUT, STAGES, Stage, choose
from planner.method.closing import close, to_stage
from planner.wording import clean, fold, money, one_line
from planner.wording import day as say_day
from screens.calling import CallingScreen
from screens.checks import account_named, amount_named, amount_of, day_named, person_named, when_of, word_of
from screens.deleting import ask_delete
from screens.dialogs import AskScreen, ChooseScreen, Question

STAGE_KEYS: tuple[tuple[str, Stage], ...] = (
    ("f", "prospecting"),
    ("q", "qualified"),
    ("p", "proposal"),
    ("n", "negotiation"),
    ("w", "won"),
    ("l", "lost"),
)
NOBODY = {"nobody", "none", "no one", "noone", "no", "-"}
"""Words for "nobody else has bid"."""


class DealScreen(CallingScreen):
    """A screen on which an opportunity can be selected. Subclasses say which one."""

    BINDINGS = [
        Binding("W", "won", "Won", id="won", tooltip="Won: thanks, the referral ask and the endorsement fall due"),
        Binding("L", "lost", "Lost", id="lost", tooltip="Lost: to whom, and why"),
        Binding("B", "bids", "Who else bid", show=False, id="bids", tooltip="Who else has bid: note what they say"),
        Binding("S", "stage", "Stage", show=False, id="stage", tooltip="Move to another stage"),
        Binding("E", "edit", "Edit", show=False, id="edit", tooltip="Change amount, dates, concern and the rest"),
        Binding("N", "new", "New", show=False, id="new", tooltip="A new opportunity"),
        Binding("D", "delete", "Delete", show=False, id="delete", tooltip="Delete the opportunity, after a question"),
    ]

    def deal(self) -> Opportunity | None:
        """The opportunity that is selected."""
        raise NotImplementedError("a screen of opportunities says which is selected")

    def deal_said(self, deal: Opportunity) -> str:
        """An opportunity in words: "Packing hall 2, Tollgate & Fenn"."""
        names = (deal.name, self.book.account_name(deal.account))
        return ", ".join(one_line(name) for name in names if name)

    def _newest(self, deal: Opportunity) -> Opportunity:
        return self.book.opportunities.get(deal.id, deal)

    # -- closing

    def action_won(self) -> None:
        """Won: why they chose us, and against whom."""
        deal = self.deal()
        if deal:
            questions = [
                Question("reason", "Because", placeholder="why they chose us"),
                Question("competitor", "Against", deal.competitor, "who else had bid"),
            ]
            self._ask(
                f"Won: {self.deal_said(deal)}", questions, lambda said: self._close(deal, "won", said) if said else None
            )

    def action_lost(self) -> None:
        """Lost: why, to whom, and whether the customer is lost with it."""
        deal = self.deal()
        if deal is None:
            return
        questions = [
            Question("reason", "Because", placeholder=", ".join(LOST_REASONS), offers=LOST_REASONS, needed=True),
            Question("competitor", "Went to", deal.competitor, "who got it"),
        ]
        account = self.book.accounts.get(deal.account)
        if account and account.status == "existing":
            questions.append(Question("still", "Still buys?", "yes", "yes or no", ("yes", "no"), _yes_or_no, True))
        title = f"Lost: {self.deal_said(deal)}"
        self._ask(title, questions, lambda said: self._close(deal, "lost", said) if said else None)

    def _ask(self, title: str, questions: list[Question], then: Any) -> None:
        self.planner.push_screen(AskScreen(title, questions), then)

    def _close(self, deal: Opportunity, stage: Literal["won", "lost"], said: dict[str, str]) -> None:
        records = close(
            self.book, self.settings, self._newest(deal), stage, self.now, reason=clean(said["reason"]),
            competitor=one_line(said["competitor"]), still_customer=said.get("still", "").startswith("y"),
        )  # fmt: skip
        label = f"{stage.capitalize()}: {self.deal_said(deal)}"
        self.change(label, *records, say="\n".join((label, *self._following(records, deal))))

    def _following(self, records: list[Record], deal: Opportunity) -> list[str]:
        """What a close brings with it, in words."""
        was = self.book.accounts.get(deal.account)
        account = next((each for each in records if isinstance(each, Account)), None)
        said = (
            [f"{one_line(account.name)} is {account.status} now"]
            if account and was and account.status != was.status
            else []
        )
        today = self.now.date()
        steps = [each for each in records if isinstance(each, Promise) and each.open]
        return [*said, *(f"{say_day(each.due, today)}: {one_line(each.text)}" for each in steps)]

    # -- moving on

    def action_stage(self) -> None:
        """Another stage; won and lost ask for the reason."""
        deal = self.deal()
        if deal is None:
            return
        choices = [(key, stage, stage) for key, stage in STAGE_KEYS if stage != deal.stage]
        screen = ChooseScreen(f"Stage of {self.deal_said(deal)}", choices, f"It is {deal.stage} now.")
        self.planner.push_screen(screen, lambda stage: self._move(deal, stage) if stage else None)

    def _move(self, deal: Opportunity, stage: str) -> None:
        if stage in ("won", "lost"):
            (self.action_won if stage == "won" else self.action_lost)()
            return
        records = to_stage(self.book, self.settings, self._newest(deal), stage, self.now)  # type: ignore[arg-type]  # one of STAGE_KEYS
        self.change(f"{stage.capitalize()}: {self.deal_said(deal)}", *records, say=f"{self.deal_said(deal)}: {stage}")

    def action_bids(self) -> None:
        """What they say when asked who else has bid."""
        deal = self.deal()
        if deal is None:
            return
        questions = [Question("said", "They say", deal.competitor, "a name, or nobody; empty: they would not say")]

        def note(said: dict[str, str] | None) -> None:
            if said is not None:
                rival = "" if fold(said["said"]) in NOBODY else one_line(said["said"])
                asked = replace(self._newest(deal), competitor=rival, bids_asked=self.now.date())
                label = f"{self.deal_said(deal)}: {f'{rival} has bid too' if rival else 'asked who else has bid'}"
                self.change(label, asked, say=label)

        self._ask(f"Who else has bid? {self.deal_said(deal)}", questions, note)

    # -- writing down

    def action_new(self) -> None:
        """A new opportunity, for the account that is selected unless another is named."""
        target = self.target()
        account = one_line(self.book.account_name(target.account)) if target else ""
        names = [one_line(each.name) for each in self.book.accounts.values()]
        questions = [
            Question("account", "Account", account, "type a name", names, account_named(self.book), True),
            Question("name", "What", placeholder="what it is about", needed=True),
            Question("stage", "Stage", "proposal", offers=STAGES, check=word_of(STAGES, "stage"), needed=True),
            *self._fields(None),
        ]
        self._ask("New opportunity", questions, lambda said: self._add(said) if said else None)

    def action_edit(self) -> None:
        """Change what is known of the opportunity."""
        deal = self.deal()
        if deal:
            questions = [Question("name", "What", deal.name, needed=True), *self._fields(deal)]
            self._ask(self.deal_said(deal), questions, lambda said: self._edit(deal, said) if said else None)

    def action_delete(self) -> None:
        """Delete the opportunity, after a question."""
        deal = self.deal()
        if deal:
            ask_delete(self, deal, self.deal_said(deal))

    def _fields(self, deal: Opportunity | None) -> list[Question]:
        currency = deal.currency if deal else self.settings.look.currency
        amount = money(deal.amount, deal.currency) if deal and deal.amount is not None else ""
        account = self.book.accounts.get(deal.account) if deal else None
        people = [one_line(each.name) for each in self.book.contacts.of(account.id)] if account else []
        decision = f"{deal.decision:%Y-%m-%d}" if deal and deal.decision else ""
        texts = (deal.concern, deal.told) if deal else ("", "")
        return [
            Question("amount", "Amount", amount, f"50000, 45k, {currency} 1.2M", check=amount_named(currency)),
            Question("decision", "They decide", decision, "12 dec, in 3 weeks", check=self._decision_named),
            Question(
                "contact", "With", self.book.contact_name(deal.contact) if deal else "", "type a name", people,
                person_named(self.book, account),
            ),
            Question("concern", "Concern", texts[0], "what they are worried about"),
            Question("told", "Told them", texts[1], "what they were told"),
        ]  # fmt: skip

    def _decision_named(self, text: str) -> str:
        return day_named(self.now, self.settings)(text)

    def _read(self, said: dict[str, str], account: Account | None, currency: str) -> dict[str, Any]:
        """The fields as they are stored."""
        amount, code = amount_of(said["amount"], currency)
        contact = find_contact(self.book, said["contact"], account).id if said["contact"] else None
        return {
            "name": clean(said["name"]), "amount": amount, "currency": code, "decision": self._decided(said["decision"]),
            "contact": contact, "concern": clean(said["concern"]), "told": clean(said["told"]),
        }  # fmt: skip

    def _decided(self, text: str) -> date | None:
        return when_of(text, self.now, self.settings).day if text else None

    def _add(self, said: dict[str, str]) -> None:
        account = find_account(self.book, said["account"])
        stage, today = choose(said["stage"], STAGES, "stage"), self.now.date()
        fields = self._read(said, None, self.settings.look.currency)
        at = self.book.contacts.get(fields["contact"] or "")
        if at and at.account != account.id:
            self.say(f"{one_line(at.name)} is not at {one_line(account.name)}: nobody is named", "warning")
            fields["contact"] = None
        deal = Opportunity(
            id=self.book.make_id(), created=self.now, account=account.id, stage=stage,  # type: ignore[arg-type]  # one of STAGES
            proposal_on=today if stage in PROPOSAL_OUT else None, history=(StageChange(stage, today),),
            closed_on=today if stage in ("won", "lost") else None, **fields,
        )  # fmt: skip
        label = f"New opportunity: {one_line(deal.name)}, {one_line(account.name)}"
        self.change(label, deal, say=label)

    def _edit(self, deal: Opportunity, said: dict[str, str]) -> None:
        newest = self._newest(deal)
        fields = self._read(said, self.book.accounts.get(newest.account), newest.currency)
        label = f"Changed: {self.deal_said(newest)}"
        self.change(label, replace(newest, **fields), say=label)


def _yes_or_no(text: str) -> str:
    if text.casefold() in ("y", "yes"):
        return "only this order went elsewhere: they stay a customer"
    if text.casefold() in ("n", "no"):
        return "the account is lost: the plan will mend fences"
    raise ValueError("yes or no")
