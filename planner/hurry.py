"""How a process spends its first moments: whatever it makes while it starts it keeps, so there is no garbage to look for."""

import gc

SELDOM = 1_000_000
"""Objects made between two looks for garbage in a hurry; a command that answers and exits hardly ever looks."""
USUAL = gc.get_threshold()


def hurry() -> None:
    """Begin. A sixth of the time to the first frame would go into looking for garbage."""
    gc.set_threshold(SELDOM)


def settle() -> None:
    """The start is over: what there is now stays, and garbage is looked for as usual. Nothing where nobody was in a hurry."""
    if gc.get_threshold()[0] == SELDOM:
        gc.freeze()
        gc.set_threshold(*USUAL)
