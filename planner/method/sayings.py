"""What to say when asking for a referral, chosen by the case; the user makes it their own (method §7)."""

from planner.book.records import Contact, Referral
from planner.method.catalogue import short
from planner.wording import listing, one_line

NOTICE = "“If we do well for you, I will ask you one day who else should know of us. If we don't, tell me before anybody else.”"
"""What to say at the start, so that the ask surprises nobody."""


def say_client(person: Contact, referral: Referral | None, given: str = "") -> str:
    """How to ask a client: by name of the prospect, where one is in mind, else by what they know, have said, or were given."""
    if referral:
        start = (
            "You told me that you are satisfied."
            if person.satisfied
            else "First: are you happy with what we do? If so:"
        )
        return (
            f"“{start} You may know somebody at {one_line(referral.prospect)}. Would you introduce me, or may I say that "
            "you and I work together?”"
        )
    if person.satisfied and person.noticed:
        return (
            "“When we started I said that I would ask you this once we had done well for you, and you told me that we "
            "have. Who do you know, outside your company, with the problem that you used to have?”"
        )
    if person.satisfied:
        return (
            "“You told me that you are satisfied. Who do you know, outside your company, with the problem that you used "
            "to have? A name is enough, and you will hear from me what becomes of it.”"
        )
    if person.noticed:
        return (
            "“When we started I said that I would ask you one day. So, first: what have we done well, and what not? And "
            "if the first list is the longer one: who else should I be talking to?”"
        )
    if given:
        return (
            f"“Lately you had this from us: {short(given)}. Was it of use, honestly?” (Listen.) “Who else do you know that "
            "could use something of the kind?”"
        )
    return "“What did you like best of what we did so far?” (Listen.) “Who else do you know that could use just that?”"


def say_colleague(person: Contact, referral: Referral | None) -> str:
    """How to ask another salesperson: it goes both ways, so the question does, too."""
    if referral:
        return (
            f"“I want to meet the right person at {one_line(referral.prospect)}. Do you know who that is? And whom of "
            "mine would you like to meet?”"
        )
    if person.asks:
        return (
            f"“This is on your wish list: {short(person.asks)}. I will think about whom I know. {_in_return(person)}”"
        )
    if person.field == "co-worker":
        return f"“{_in_return(person)} Take me along once, and I do the same with mine for you.”"
    if person.field == "aligned":
        fields = listing([one_line(each) for each in person.sells_to])
        common = f"We both call on {fields}" if fields else "We call on the same people"
        return f"“{common}, and sell them different things. {_in_return(person)}”"
    return f"“Whom do you wish to meet and can't get to? Perhaps I know them. {_in_return(person)}”"


def _in_return(person: Contact) -> str:
    """The question for the other half of the bargain, by their field."""
    if person.field == "co-worker":
        return "Which of your customers buys from you, but not yet what I sell?"
    if person.field == "aligned":
        return "Shall we each name two customers whom the other should meet?"
    return "And I am looking for people who complain of what I can mend: does anybody come to mind?"
