"""Acts on what the Referrals screen shows: moving on, thanking, paying, asking through somebody, ticks, the circle (method §7)."""

from msgspec.structs import replace
from textual.binding import Binding

from planner.book import BookError
from planner.book.records import Account, Contact, Endorsement, Record
from planner.book.vocabulary import ENDORSEMENT_STAGES, REFERRAL_STAGES, choose
from planner.method import endorsements, referrals
from planner.method.doors import askable
from planner.method.relationship import enter_circle, leave_circle
from planner.method.warm import paths_to
from planner.wording import one_line
from screens.dialogs import AskScreen, ChooseScreen, Question
from screens.opening import OpeningScreen
from screens.promised import with_promises
from screens.rewriting import RewritingScreen
from screens.sections import endorsements as praise
from screens.sections import under_way

LETTERS = "abcefghi"


class LeverageScreen(RewritingScreen, OpeningScreen):
    """The acts, each on the row that is selected."""

    BINDINGS = [
        Binding("M", "move_on", "Move on", show=False, id="move-on", tooltip="On to the next stage of the referral or endorsement"),
        Binding("S", "stage", "Stage", show=False, id="stage", tooltip="To another stage"),
        Binding("T", "thanked", "Thanked", show=False, id="thanked", tooltip="The source of the referral was thanked, or told"),
        Binding("P", "paid", "Reward given", show=False, id="paid", tooltip="The reward that was agreed on was given"),
        Binding("i", "another", "Another way", show=False, id="another", tooltip="Ask through somebody else"),
        Binding("K", "tick", "Tick", show=False, id="tick", tooltip="They were told that you will ask; they are satisfied"),
        Binding("C", "circle", "Inner circle", show=False, id="circle", tooltip="Into the inner circle, or out of it"),
    ]  # fmt: skip

    def endorsement(self) -> Endorsement | None:
        """The endorsement of the row; one that is only proposed by the program is made on the spot."""
        item = self.item()
        known = self.book.endorsements.get(item.endorsement or "") if item else None
        person = self.person()
        if known is None and item and person and item.key.startswith("praise "):
            return endorsements.propose(self.book, person, self.now)
        return known

    def _nothing(self, what: str) -> None:
        self.say(f"No {what} is selected here", "warning")

    # -- stages

    def action_move_on(self) -> None:
        """The next stage."""
        referral, praised = self.referral(), self.endorsement()
        following = (
            under_way.NEXT.get(referral.stage) if referral else praise.NEXT.get(praised.stage) if praised else None
        )
        if following:
            self._move(following)
        elif referral or praised:
            self.say("There is no further stage: S chooses any")
        else:
            self._nothing("referral or endorsement")

    def action_stage(self) -> None:
        """Any other stage."""
        referral, praised = self.referral(), self.endorsement()
        at = referral.stage if referral else praised.stage if praised else None
        if at is None:
            self._nothing("referral or endorsement")
            return
        stages: tuple[str, ...] = REFERRAL_STAGES if referral else ENDORSEMENT_STAGES
        choices = [(str(place), stage, stage) for place, stage in enumerate(stages, 1) if stage != at]
        screen = ChooseScreen("To which stage?", choices, f"It is {at} now.")
        self.planner.push_screen(screen, lambda stage: self._move(stage) if stage else None)

    def _move(self, stage: str) -> None:
        referral, praised = self.referral(), self.endorsement()
        records: list[Record] = []
        said = ""
        if referral:
            chosen = choose(stage, REFERRAL_STAGES, "stage")
            records = referrals.advance(self.book, self.settings, referral, chosen, self.now)  # type: ignore[arg-type]  # one of REFERRAL_STAGES
            said = f"{one_line(referral.prospect)}: {stage}"
        elif praised:
            chosen = choose(stage, ENDORSEMENT_STAGES, "stage")
            records = endorsements.advance(self.book, self.settings, praised, chosen, self.now)  # type: ignore[arg-type]  # one of ENDORSEMENT_STAGES
            said = f"{praised.kind.capitalize()} by {one_line(self.book.contact_name(praised.contact))}: {stage}"
        self.change(said, *records, say=with_promises(said, records, self.now.date()))

    def action_thanked(self) -> None:
        """The source was thanked, or told."""
        referral = self.referral()
        if referral is None or referral.direction == "given":
            self._nothing("referral that we got")
            return
        name = one_line(self.book.contact_name(referral.contact)) or "The source"
        label = f"{name} knows of {one_line(referral.prospect)}"
        self.change(label, *referrals.thank(self.book, referral, self.now), say=label)

    def action_paid(self) -> None:
        """The reward was given."""
        referral = self.referral()
        if referral is None:
            self._nothing("referral")
        elif not referral.reward:
            self.say("No reward was agreed on: E writes one down", "warning")
        else:
            label = f"Reward given: {one_line(referral.reward)}"
            self.change(label, *referrals.pay(self.book, referral, self.now), say=label)

    # -- warm paths

    def _prospect(self) -> Account | None:
        """The new account of the row."""
        item = self.item()
        account = self.book.accounts.get(item.account or "") if item else None
        if account is None:
            self._nothing("new account")
        return account

    def action_introduction(self) -> None:
        """Ask for an introduction, through whoever is best."""
        account = self._prospect()
        if account:
            self.ask_for_introduction(account)

    def action_another(self) -> None:
        """Ask through somebody else."""
        account = self._prospect()
        if account is None:
            return
        ways = askable(self.book, account, paths_to(self.book, self.settings, account, self.now))
        choices = [
            (letter, str(place), way.how) for place, (letter, way) in enumerate(zip(LETTERS, ways, strict=False))
        ]
        if choices:
            self.planner.push_screen(
                ChooseScreen(f"Who shall introduce us to {one_line(account.name)}?", choices),
                lambda place: self.ask_by(account, ways[int(place)]) if place else None,
            )
        else:
            self.say("Nobody is left to ask: they were asked already, or nobody is known there by name", "warning")

    # -- people

    def action_tick(self) -> None:
        """Told that we will ask; satisfied."""
        person = self.person()
        if person is None:
            self._nothing("person")
            return
        choices = [
            ("t", "noticed", _tick_said("told that I will ask for referrals", person.noticed is not None)),
            ("s", "satisfied", _tick_said("said that they are satisfied", person.satisfied is not None)),
        ]
        self.planner.push_screen(
            ChooseScreen(one_line(person.name), choices), lambda which: self._tick(person, which) if which else None
        )

    def _tick(self, person: Contact, which: str) -> None:
        on = None if getattr(person, which) else self.now.date()
        said = {"noticed": "told that you will ask", "satisfied": "satisfied"}[which]
        label = f"{one_line(person.name)}: {said}" if on else f"{one_line(person.name)}: not {said}, taken back"
        self.change(label, replace(person, **{which: on}), say=label)

    def action_circle(self) -> None:
        """Both answers written down, or out of the circle."""
        person = self.person()
        if person is None:
            self._nothing("person")
            return
        name = one_line(person.name)
        questions = [
            Question("helps_us", "Helps us", person.helps_us, "how can they help us?", needed=True),
            Question("we_help", "We help", person.we_help, "how can we help them?", needed=True),
        ]
        if person.circle:
            questions.append(Question("stay", "Stays?", "yes", "yes or no", ("yes", "no"), _yes_or_no, True))
        self.planner.push_screen(
            AskScreen(f"The inner circle: {name}", questions), lambda said: self._circle(person, said) if said else None
        )

    def _circle(self, person: Contact, said: dict[str, str]) -> None:
        name = one_line(person.name)
        try:
            inside = enter_circle(
                self.book, self.settings, person, said["helps_us"], said["we_help"], self.now.date()
            )  # fmt: skip
        except BookError as error:
            self.say(str(error), "warning")
            return
        if said.get("stay", "yes").casefold().startswith("n"):
            self.change(
                f"Out of the inner circle: {name}", leave_circle(inside), say=f"Out of the inner circle: {name}"
            )
        else:
            self.change(f"In the inner circle: {name}", inside, say=f"In the inner circle: {name}")


def _tick_said(what: str, ticked: bool) -> str:
    return f"{what}: take it back" if ticked else what


def _yes_or_no(text: str) -> str:
    if text.casefold() in ("y", "yes"):
        return "stays in the inner circle"
    if text.casefold() in ("n", "no"):
        return "leaves the inner circle; both answers are kept"
    raise ValueError("yes or no")
