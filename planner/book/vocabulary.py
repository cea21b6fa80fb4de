"""The words of the trade, as they are stored, typed and shown: statuses, outcomes, purposes, levels, stages (method §1, §3, §4)."""

from typing import Final, Literal, NamedTuple, get_args

Status = Literal["existing", "lost", "new"]
Outcome = Literal[
    "connected",
    "meeting set",
    "call back later",
    "voicemail",
    "gatekeeper",
    "no answer",
    "busy",
    "wrong number",
    "not interested",
    "do not call",
    "referral received",
]
Purpose = Literal[
    "executive interview",
    "working interview",
    "deliver value",
    "mend fences",
    "romance",
    "prospecting",
    "ask referral",
    "thank",
    "colleague catch-up",
    "project check",
    "courtesy",
]
Level = Literal["executive", "manager", "staff"]
Stage = Literal["prospecting", "qualified", "proposal", "negotiation", "won", "lost"]
Direction = Literal["given", "got"]
Heading = Literal["environment", "business", "threats", "opportunities", "concerns", "decision process"]
LostReason = Literal["price", "service", "people", "competitor", "need gone", "other"]
FenceStep = Literal["hear out", "repair", "bring something", "meet someone new"]
PromiseKind = Literal["promise", "meeting", "retry", "thank", "tell", "reward", "task"]
Idea = Literal["insight", "concern", "reference", "expert", "invite", "decision", "visit", "thanks"]
ReferralStage = Literal["to ask", "asked", "introduced", "met", "won", "declined"]
ReferralDirection = Literal["got", "given"]
EndorsementKind = Literal["letter", "video"]
EndorsementStage = Literal["proposed", "asked", "received", "used"]
Field = Literal["aligned", "co-worker", "anywhere"]

STATUSES: Final[tuple[Status, ...]] = get_args(Status)
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
STAGES: Final[tuple[Stage, ...]] = get_args(Stage)
HEADINGS: Final[tuple[Heading, ...]] = get_args(Heading)
LOST_REASONS: Final[tuple[LostReason, ...]] = get_args(LostReason)
FENCE_STEPS: Final[tuple[FenceStep, ...]] = get_args(FenceStep)
IDEAS: Final[tuple[Idea, ...]] = get_args(Idea)
REFERRAL_STAGES: Final[tuple[ReferralStage, ...]] = get_args(ReferralStage)
ENDORSEMENT_KINDS: Final[tuple[EndorsementKind, ...]] = get_args(EndorsementKind)
ENDORSEMENT_STAGES: Final[tuple[EndorsementStage, ...]] = get_args(EndorsementStage)
FIELDS: Final[tuple[Field, ...]] = get_args(Field)

PROPOSAL_OUT: Final[frozenset[Stage]] = frozenset({"proposal", "negotiation"})
CLOSED: Final[frozenset[Stage]] = frozenset({"won", "lost"})
EMPTY_PURPOSES: Final[frozenset[Purpose]] = frozenset({"project check", "courtesy"})


class OutcomeRule(NamedTuple):
    """What one outcome means: did contact take place, and what does it do to the count of tries (method §3)."""

    key: str
    outcome: Outcome
    contact: bool
    tries: Literal["resets", "counts", "no", "stops"]
    dialog: bool
    """Whether there is something to write down: the log dialog opens."""


OUTCOME_RULES: Final[tuple[OutcomeRule, ...]] = (
    OutcomeRule("c", "connected", True, "resets", True),
    OutcomeRule("m", "meeting set", True, "resets", True),
    OutcomeRule("b", "call back later", True, "no", True),
    OutcomeRule("v", "voicemail", False, "counts", False),
    OutcomeRule("g", "gatekeeper", False, "counts", False),
    OutcomeRule("a", "no answer", False, "counts", False),
    OutcomeRule("z", "busy", False, "no", False),
    OutcomeRule("w", "wrong number", False, "no", False),
    OutcomeRule("n", "not interested", True, "stops", True),
    OutcomeRule("d", "do not call", True, "stops", False),
    OutcomeRule("r", "referral received", True, "resets", True),
)
RULE_OF: Final[dict[str, OutcomeRule]] = {rule.outcome: rule for rule in OUTCOME_RULES}
OUTCOMES: Final[tuple[Outcome, ...]] = tuple(rule.outcome for rule in OUTCOME_RULES)
CONTACT_OUTCOMES: Final[frozenset[str]] = frozenset(rule.outcome for rule in OUTCOME_RULES if rule.contact)


class UnknownWord(ValueError):
    """A word that is none of those offered; the message names them."""


def choose(text: str, words: tuple[str, ...], what: str) -> str:
    """The one of `words` that `text` names: whole, by unique beginning, or by a beginning of any of its words.

    Raises UnknownWord with one line that lists what would have been understood.
    """
    wanted = " ".join(text.casefold().replace("-", " ").replace("_", " ").split())
    spelled = {word.replace("-", " "): word for word in words}
    if wanted in spelled:
        return spelled[wanted]
    for matches in (
        [word for plain, word in spelled.items() if wanted and plain.startswith(wanted)],
        [word for plain, word in spelled.items() if wanted and any(p.startswith(wanted) for p in plain.split())],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise UnknownWord(f'{what} "{text}" could be {" or ".join(matches)}: type a little more')
    raise UnknownWord(f'no {what} "{text}": use one of {", ".join(words)}')


def choose_outcome(text: str) -> Outcome:
    """The outcome that a key letter, a word or a unique prefix names (method §3)."""
    for rule in OUTCOME_RULES:
        if text.casefold() == rule.key:
            return rule.outcome
    aliases = {"left voicemail": "voicemail", "callback": "call back later", "left message": "gatekeeper"}
    return choose(aliases.get(text.casefold(), text), OUTCOMES, "outcome")  # type: ignore[return-value]  # one of OUTCOMES
