"""A terminal without a window, to measure programs as a user meets them: from the key, or the start, to the painted frame."""

import fcntl
import os
import select
import struct
import subprocess
import termios
from collections.abc import Mapping, Sequence
from time import perf_counter
from types import TracebackType

COLUMNS, LINES = 120, 40
FRAME_ENDS = b"\x1b[?2026l"
ASKED, ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
"""A program asks whether the terminal knows where a frame ends; ours does."""


class Silent(Exception):
    """The program did not paint what was waited for."""


class Terminal:
    """A program running in a pseudo-terminal of 120 × 40."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        """Start `command`; the clock starts with it."""
        self._master, child = os.openpty()
        fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
        self.started = perf_counter()
        self._process = subprocess.Popen(
            list(command), stdin=child, stdout=child, stderr=child, env=dict(environment), start_new_session=True
        )
        os.close(child)
        self._seen = b""

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._master)

    def until(self, mark: bytes, seconds: float = 60) -> float:
        """Wait for a word that is painted; milliseconds since the program was started."""
        ends = perf_counter() + seconds
        while mark not in self._seen:
            if not self._read(ends - perf_counter()):
                raise Silent(f"{mark!r} was not painted; the last that came: {self._seen[-300:]!r}")
        return (perf_counter() - self.started) * 1000

    def press(self, key: bytes, seconds: float = 10) -> float:
        """Press a key, once nothing moves; milliseconds to the end of the next frame."""
        self.settle()
        self._seen = b""
        began = perf_counter()
        os.write(self._master, key)
        while FRAME_ENDS not in self._seen:
            if not self._read(seconds):
                raise Silent(f"no frame came after {key!r}")
        return (perf_counter() - began) * 1000

    def settle(self, quiet: float = 0.1, most: float = 5.0) -> None:
        """Wait until nothing was painted for a moment, `most` seconds at most."""
        ends = perf_counter() + most
        while perf_counter() < ends and self._read(quiet):
            pass

    def _read(self, seconds: float) -> bool:
        """Take in what came within so many seconds; False when nothing did."""
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return False
        try:
            came = os.read(self._master, 65536)
        except OSError:  # the program is gone
            return False
        if ASKED in came:
            os.write(self._master, ANSWER)
        self._seen = (self._seen + came)[-200_000:]
        return bool(came)
