"""Nothing typed is ever lost: keys are dealt with one after the other, and wait for the screen or the dialog they are for."""

from asyncio import Event, wait_for
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

from screens.base import PlannerScreen

PATIENCE, MOMENT = 2.0, 0.25
"""Seconds that a key waits for the dialog that it is for, and for the key before it to be dealt with."""
HELD = 0.1
"""Seconds between two presses under which a key is held rather than pressed again."""


class PatientApp(App[str]):
    """An app in which somebody may type faster than it paints."""

    _left_by: tuple[str, float] = ("", 0.0)
    """The key by which a dialog was left last, and when."""

    async def on_event(self, event: events.Event) -> None:
        """Keys are taken one after the other, however fast they come: none is lost to a dialog that another is opening."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._exit or not self.screen_stack:  # the program is being left: nothing opens any more
            return
        screen = self.screen
        if not screen.is_mounted:
            await _within(PATIENCE, screen._mounted_event)
        if isinstance(screen, PlannerScreen):
            screen.begin()
        if isinstance(event, events.Key) and self._is_held(event):
            return
        typing = screen.focused is not None and screen.focused.check_consume_key("a", "a")
        bound = (
            isinstance(event, events.Key)
            and self.app_focus
            and (typing or isinstance(screen, PlannerScreen))
            and await self._at_once(event)
        )
        if bound and not typing:
            return
        if not bound:
            await super().on_event(event)
        for each in self._to_wait_for(screen, bound):
            done = Event()
            if each.call_later(done.set):
                await _within(MOMENT, done)
        if isinstance(event, events.Key) and self.screen_stack and self.screen is not screen:
            self._left_by = (event.key, event.time)

    def _is_held(self, event: events.Key) -> bool:
        """Whether this is the Enter that has just left a dialog, still held: it isn't for what was under it."""
        key, when = self._left_by
        held = event.key == key == "enter" and event.time - when < HELD
        if held:
            self._left_by = (key, event.time)
        return held

    def _to_wait_for(self, screen: Screen[Any], bound: bool) -> Sequence[MessagePump]:
        """Who has to be through with a key: the field it went to; all up to the screen, when the field says that it is done."""
        if not (self._running and self.screen is screen and screen.focused is not None):
            return ()
        return screen.focused.ancestors_with_self[:-1] if bound else (screen.focused,)

    async def _at_once(self, event: events.Key) -> bool:
        """Do what a key is bound to, when it is no letter for a field; else it would go through every widget there is first."""
        if self.focused is not None and self.focused.check_consume_key(event.key, event.character):
            return False
        return await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key)


async def _within(seconds: float, event: Event) -> None:
    """Wait for an event, so long at most."""
    with suppress(TimeoutError):
        await wait_for(event.wait(), seconds)
