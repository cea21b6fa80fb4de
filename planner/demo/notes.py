"""What the salesperson of the sample book writes down after a call, by purpose and by outcome.

{who} is the person called, {other} somebody else there, {thing} the piece of plant it was about, {city} where they are.
"""

# ruff: noqa: E501  (a note is easier to read, and to improve, on one line)

from planner.book.vocabulary import FenceStep, Idea, LostReason, Purpose

THINGS = (
    "infeed of line 2", "palletiser", "returns gate", "cold-store racking", "crate washer", "sorter", "mezzanine lift",
    "end-of-line packer", "label station", "spiral conveyor", "dock leveller", "kitting cell", "shrink tunnel",
    "case erector", "pallet wrapper", "overhead conveyor", "dispatch lanes", "tote buffer", "checkweigher", "goods-in gate",
)  # fmt: skip

DONE: dict[Purpose, tuple[str, ...]] = {
    "executive interview": (
        "{who} on the year ahead: two customers make up half of turnover, and both are merging. Flexibility counts more than speed now.",
        "Half an hour with {who}. Energy is now the third-largest cost; nobody measures it per pallet. We could.",
        "{who} worries about who will run {city} when {other} retires. Plans to show the grandchildren's generation a modern hall.",
        "{who} was frank: the bank wants stock down by a fifth before it talks about buildings.",
        "Asked {who} what keeps the board awake: two recalls in the trade this year. Traceability by crate is the word to remember.",
        "{who} sees the new discounter as a threat and as the only buyer who pays on time.",
        "Walked the {thing} with {who}, who had not been down there since spring. Counted eleven people carrying things.",
        "{who} measures the plant by orders out by noon. Everything we propose should start with that figure.",
        "{who} will close one of three warehouses and has not chosen which. Wants to hear how others chose.",
    ),
    "working interview": (
        "{who} showed me the {thing}: it waits for people more often than people wait for it.",
        "{who} and {other} disagree about the {thing}; one wants it faster, the other wants it quiet. Offered to measure both.",
        "Two stops a shift at the {thing}, says {who}, always after the break. Photographed the sensor.",
        "{who} has three new starters and no time to train them on the {thing}. Promised our one-page guide.",
        "{who} drew the flow on the back of a delivery note; I kept the note.",
        "The {thing} runs at 70 %, and {who} has stopped complaining about it. That is worse than complaining.",
        "{who} keeps a list of near misses at the {thing}. Seven since summer. Asked for a copy, got it.",
        "Volume is up a tenth on last year, {who} says, and overtime with it.",
        "{who} explained how orders are released; the peaks at ten and three are home-made.",
        "Spent the shift change with {who}. The handover book is the real planning system.",
        "{who} would move the {thing} by two metres if {other} agreed. Will ask {other} myself.",
    ),
    "deliver value": (
        "Sent {who} the stop analysis of the {thing}: three causes make up most of the lost hours.",
        "Put {who} in touch with a plant that rebuilt the same {thing} last year; they talk on Thursday.",
        "Gave {who} the checklist for the insurer's visit. Two of the points were news to them.",
        "{who} got the grant form from me, filled in as far as I could. Deadline is the end of the month.",
        "Told {who} that the bearing on the {thing} goes out of production, before the supplier did.",
        "Lent {who} our noise meter for a week; the {thing} turned out to be innocent.",
        "Passed {who} the name of a fitter who is free in the shutdown week. {other} had been looking since May.",
        "Showed {who} how others count touches per order. They are at nine; six is good.",
        "Brought {who} the energy figures of three comparable halls, with names removed.",
        "Went through the spare-parts store with {who} and sent half of it back, with credit.",
    ),
    "mend fences": (
        "{who} is civil again. We spoke about the {thing} as if nothing had been.",
        "{who} asked who looks after them now. Me, I said, and gave my own number.",
        "Good talk with {who}; the old story came up once, and only once.",
        "{who} let me see the {thing} that replaced ours. It has its own troubles. I said nothing.",
    ),
    "romance": (
        "{who} is going through the proposal page by page with {other}; no red ink so far.",
        "{who} likes it and says nothing about price. That usually means somebody else has to agree.",
        "Explained the start-up weekend to {who} again, hour by hour. That seemed to help.",
    ),
    "prospecting": (
        "{who} knows our name from the fair and has never been called by us. Ten minutes, friendly.",
        "{who} packs by hand and sees no reason to change yet. Asked what a returned parcel costs; silence.",
        "{who} asked for two lines by e-mail and a drawing rather than a brochure. Sent both.",
        "Got as far as why they chose their present supplier, says {who}: the only one who came twice.",
        "{who}: the budget closes in October; talk in September, not in November.",
        "{who} gave me {other}'s number and leave to use the name.",
    ),
    "ask referral": (
        "Asked {who} who else should hear of this. Will think of two names.",
        "{who} said: not now, after the acceptance test. Fair.",
        "{who} named a friend at the trade circle and will mention me there first.",
    ),
    "thank": (
        "Thanked {who} for yesterday's tour; our visitors talked of nothing else on the train.",
        "Rang {who} only to say the tip about {other} was right.",
        "Thanked {who} for standing by us in the meeting. Glad I called, could hear it.",
    ),
    "colleague catch-up": (
        "{who} hears that two plants in the region are looking at bigger halls. Names follow.",
        "Traded news with {who}: freight is soft, food is buying. Gave the name of a plant manager who needs doors.",
        "{who}'s best month in years, thanks to one tender. Asked how; the answer was patience.",
        "{who} is short of installers and long on leads. We can help each other there.",
        "Coffee with {who}. We agreed to go through our lists side by side once a quarter.",
    ),
    "project check": (
        "Asked {who} if anything was coming up. Nothing at present.",
        "{who}: not this quarter. Try again in the next one.",
        "No projects, says {who}. Four minutes for that.",
    ),
    "courtesy": (
        "Asked {who} whether all was well and whether I could do anything. All was well.",
        "{who} fine, weather fine, nothing needed.",
        "Friendly chat with {who}. Learned nothing and left nothing.",
    ),
}  # fmt: skip

IDEAS: dict[Idea, tuple[str, ...]] = {
    "insight": (
        "Sent {who} what the new packaging rules mean for the {thing}, one page, with dates.",
        "Told {who} how a plant of the same size got its start-up down to one weekend.",
    ),
    "concern": (
        "Answered {who} on spare parts: what is in stock, where, and how long it takes to {city}.",
        "Took {who}'s worry about noise to our engineers and came back with a guaranteed figure.",
    ),
    "reference": (
        "Connected {who} with Ballinreagh; they spoke for half an hour without me.",
        "Gave {who} the letter of recommendation from Tarnbeck and the number to ring.",
    ),
    "expert": (
        "Brought our controls man along; {who} and he were at the cabinet for two hours.",
        "Had the safety engineer ring {who} about the guarding. Open point closed.",
    ),
    "invite": (
        "Invited {who} and {other} to see the {thing} running; they come in pairs.",
        "Asked {who} to our open day. Accepted, and is bringing {other}.",
    ),
    "decision": (
        "Asked {who} how it will be decided: {other} prepares, the board meets on the last Tuesday.",
        "{who} told me who else has bid, and that the cheapest is already out.",
    ),
    "visit": (
        "Dropped in at {city} with the sample of the belt; {who} took it straight to the floor.",
        "Walked the route of the {thing} with {who} and found a pillar that is on no drawing.",
    ),
    "thanks": (
        "Thanked {who} for the hours that went into our questions. Asked for nothing.",
        "Handwritten card to {who} and {other} after the site day; {who} rang to say it arrived.",
    ),
}  # fmt: skip

FENCES: dict[FenceStep, tuple[str, ...]] = {
    "hear out": (
        "Asked {who} what went wrong and wrote for twenty minutes. Did not defend anything.",
        "{who} told the whole story of the {thing}, and it was not the one in our files.",
        "{who}: it was never the price. Nobody rang back for nine days.",
    ),
    "repair": (
        "Had the open complaint about the {thing} settled in full. Told {who} before the letter came.",
        "Sent a fitter to {city} to put right what we left in spring; no invoice. {who} noticed.",
        "Got {who} the drawings that should have come with the {thing} years ago.",
    ),
    "bring something": (
        "Brought {who} the comparison of belt materials that {other} was after. Asked for nothing.",
        "Sent {who} the insurer's new rules for the {thing}, marked where they matter.",
    ),
    "meet someone new": (
        "Met {who}, who came after our time and has no grudge. We start from nothing, which is better than before.",
        "{other} introduced me to {who}. First new face there since they left.",
    ),
}  # fmt: skip

TRIES: dict[str, tuple[str, ...]] = {
    "voicemail": (
        "Left word about the {thing}; no need to ring back.",
        "Left one sentence and my number.",
        "Voicemail: said why I was calling, and when I'd try again.",
        "",
        "",
    ),
    "gatekeeper": (
        "The front desk says mornings are better.",
        "Spoke to the assistant; {who} is travelling until Thursday.",
        "Left a message with {other}, who wrote it down properly.",
        "",
    ),
    "no answer": ("", "", "", "Rang through to the switchboard."),
    "busy": ("", "Engaged twice."),
    "call back later": (
        "{who} in the middle of a shift change; ring again on Thursday.",
        "{who} was driving. Will be at the desk tomorrow.",
        "Bad moment, says {who}: auditors in the house. Next week.",
    ),
}  # fmt: skip

PROMISES = (
    "Send {who} the drawing of the {thing}",
    "Ring {who} with the delivery date",
    "Get {who} the energy figures for the {thing}",
    "Ask our controls people about the {thing}",
    "Send the reference list to {who}",
    "Find out what the spare drive costs",
    "Bring {who} the belt samples",
    "Check the insurer's rule for {who}",
    "Send minutes of the walk round the {thing}",
    "Price the {thing} without the lift",
)

DEALS = (
    "Packing hall", "Sorter retrofit", "Cold-store racking", "Service contract", "Mezzanine", "End-of-line packing",
    "Crate washer", "Dock and gates", "Kitting cells", "Conveyor renewal", "Label and trace", "Buffer store",
)  # fmt: skip

WHY_WON = (
    "We were the only ones who had measured before we drew.",
    "Start-up in one weekend, promised in writing.",
    "The reference visit decided it.",
    "They knew whom they would ring at night.",
    "Not the cheapest; the one that {other} trusted.",
    "We asked what the insurer wanted before they did.",
)
WHY_BID_LOST = (
    ("Price: a tenth dearer, and we never got to see the person who decided.", "Rackworth"),
    ("They had made up their minds before the tender went out.", "Stahlbrück Systems"),
    ("Silent for three weeks after the proposal; the others were there every Friday.", "Conveyra"),
    ("Delivery four weeks too late for their season.", "Liftwell Automation"),
)
WHY_LEFT: dict[LostReason, str] = {
    "price": "stopped over the price",
    "service": "stopped after we let them wait",
    "people": "stopped after a falling-out",
    "competitor": "went to a competitor",
    "need gone": "had no need any more",
    "other": "nobody here knows why",
}
