"""Other programs' words → ours: outcomes of calls, stages, what makes a customer, who is an executive (method §1, §3, §4)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from planner.book.vocabulary import OUTCOMES, STAGES, STATUSES, Level, Outcome, Stage, Status
from planner.wording import fold

_OUTCOMES: Final[Mapping[str, Outcome]] = {
    # HubSpot's own ids of call outcomes
    "9d9162e7-6cf3-4944-bf63-4dff82258764": "busy",
    "f240bbac-87c9-4f6e-bf70-924b57d47db7": "connected",
    "a4c4c377-d246-4b32-a13b-75a56a4cd0ff": "gatekeeper",
    "b2cf5968-551e-4856-9783-52b3da59a7d0": "voicemail",
    "73a0d17f-1163-4015-bdd5-ec830791da20": "no answer",
    "17b47fee-58de-441e-a44c-c6300d46f273": "wrong number",
}
_OUTCOME_WORDS: Final[tuple[tuple[str, Outcome], ...]] = (  # the first that is found in the text counts
    (r"do ?not ?(call|contact)|dnc\b", "do not call"),
    (r"not interested|no interest|kein interesse|declined", "not interested"),
    (
        r"wrong (number|person)|bad number|invalid number|disconnected|no longer (there|with)|number not in service",
        "wrong number",
    ),
    (r"live message|gate ?keeper|left (a )?message with|receptionist|sekretariat", "gatekeeper"),
    (r"voice ?mail|\blvm\b|\bvm\b|answering machine|mailbox|left (a )?message", "voicemail"),
    (
        r"no answer|no ?contact|unanswered|not reached|nicht erreicht|did not (answer|reach)|no show|missed|not available",
        "no answer",
    ),
    (r"\bbusy\b|besetzt|line engaged", "busy"),
    (r"referr", "referral received"),
    (r"(meeting|appointment|demo) (set|scheduled|booked)|set (a )?(meeting|appointment)", "meeting set"),
    (r"call ?back|call later|follow ?up (call|later)|ruckruf", "call back later"),
    (
        r"connected|answered|spoke|reached|conversation|talked|completed|success|held|interested|erreicht|contacted",
        "connected",
    ),
)
_COMPILED = tuple((re.compile(pattern), outcome) for pattern, outcome in _OUTCOME_WORDS)

_STAGE_WORDS: Final[tuple[tuple[str, Stage], ...]] = (
    (r"closed ?won|\bwon\b|gewonnen|gagne|in.contract|closed/won", "won"),
    (r"closed ?lost|\blost\b|verloren|perdu|abandoned|disqualified|cancelled|dead", "lost"),
    (r"negotiat|review|contract ?sent|verhandl|commit", "negotiation"),
    (r"propos(al|ition) ?(/|sent|made|out)|proposal|quote|angebot|offer|devis|presented", "proposal"),
    (
        r"qualified|needs|analysis|decision|value prop|demo|presentation|scheduled|evaluat|discovery|solution|meeting",
        "qualified",
    ),
    (r"prospect|qualification|lead|new|open|contact|idea|identif|interest|kontakt", "prospecting"),
)
_STAGES = tuple((re.compile(pattern), stage) for pattern, stage in _STAGE_WORDS)

_CUSTOMER = re.compile(r"\b(customer|client|kunde|bestandskunde|existing|cliente?|in contract)\b")
_NO_CUSTOMER = re.compile(r"\b(prospect|lead|potential|target|former|ex|lost|past|inactive|partner of)\b")
_FORMER = re.compile(r"\b(former|ex|lost|past|churned|ehemalig\w*) ?(customer|client|kunde)?\b")

_EXECUTIVE = re.compile(
    r"\b(c[eftiomrsp]o|cxo|chief|president|founder|co founder|owner|inhaber\w*|managing director|managing partner|"
    r"general manager|geschaftsfuhr\w*|vorstand\w*|pdg|dg|directeur general|direc?tora? general|diretora? geral|"
    r"amministratore delegato|"
    r"chair\w*|board member|principal|[se]?vp|vice president|proprietor|"
    r"gerente general|prezes|wlasciciel\w*|dyrektor generalny|dono|dona|генеральныи директор|президент|владелец)\b"
)
_MANAGER = re.compile(
    r"\b(manager|director|head|lead|leiter\w*|leader|supervisor|chef|responsable|directeur|jefe|controller|superintendent|"
    r"gerente|dyrektor|kierownik|direc?tora?|direttore|direttrice|начальник|руководитель|директор)\b"
)


@lru_cache(maxsize=4096)
def outcome_of(said: str) -> Outcome | None:
    """Our outcome for what another program says of a call; None when it says nothing that we know."""
    known = _OUTCOMES.get(said.strip().casefold())
    if known:
        return known
    words = fold(said).replace("-", " ").replace("_", " ")
    for outcome in OUTCOMES:
        if words == outcome:
            return outcome
    return next((outcome for pattern, outcome in _COMPILED if pattern.search(words)), None)


@lru_cache(maxsize=4096)
def stage_of(said: str) -> Stage | None:
    """Our stage for another program's; None when it is not known."""
    words = fold(said).replace("-", " ").replace("_", " ")
    for stage in STAGES:
        if words == stage:
            return stage
    return next((stage for pattern, stage in _STAGES if pattern.search(words)), None)


@lru_cache(maxsize=4096)
def status_of_type(said: str) -> Status | None:
    """The status that an account's type claims: a label, weaker than any order; None when it claims none (method §1)."""
    words = re.sub(r"[^\w]+", " ", fold(said)).strip()
    if words in STATUSES:
        return words
    if _FORMER.search(words) and not words.startswith("prospect"):
        return "lost"
    return "existing" if _CUSTOMER.search(words) and not _NO_CUSTOMER.search(words) else None


@lru_cache(maxsize=20_000)
def level_of(title: str) -> Level | None:
    """How senior a job title is; None when it does not say (method §4: senior executives, not managers or staff)."""
    words = re.sub(r"[^\w]+", " ", fold(title))
    if _EXECUTIVE.search(words) and not re.search(r"\b(assistant|secretary|office of|account executive)\b", words):
        return "executive"
    return "manager" if _MANAGER.search(words) and not re.search(r"\bassistant to\b", words) else None
