"""How a process spends its first moments: whatever it makes while it starts it keeps, so there is no garbage to look for."""

import gc
import signal

SELDOM = 1_000_000
"""Objects made between two looks for garbage in a hurry; a command that answers and exits hardly ever looks."""
USUAL = gc.get_threshold()


def hurry() -> None:
    """Begin. A sixth of the time to the first frame would go into looking for garbage.

    Until `heed` Ctrl+C ends the process without a word: a library that is half imported does not stand an exception.
    """
    gc.set_threshold(SELDOM)
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # not where somebody wants it to be ignored
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def heed() -> None:
    """From here on Ctrl+C is told to whoever is at work. Nothing where nobody was in a hurry."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def settle() -> None:
    """The start is over: what there is now stays, and garbage is looked for as usual. Nothing where nobody was in a hurry."""
    if gc.get_threshold()[0] == SELDOM:
        gc.freeze()
        gc.set_threshold(*USUAL)
