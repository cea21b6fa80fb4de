"""Nothing typed is ever lost: keys are dealt with one after the other, and wait for the screen or the dialog they are for."""

from asyncio import Event, wait_for
from contextlib import suppress

from textual import events
from textual.app import App

from screens.base import PlannerScreen

PATIENCE, MOMENT = 2.0, 0.25
"""Seconds that a key waits for the dialog that it is for, and for the key before it to be dealt with."""


class PatientApp(App[str]):
    """An app in which somebody may type faster than it paints."""

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
            if isinstance(event, events.Key) and self.app_focus and await self._at_once(event):
                return
        await super().on_event(event)
        if self._running and self.screen is screen and screen.focused is not None:
            done = Event()
            if screen.focused.call_later(done.set):
                await _within(MOMENT, done)

    async def _at_once(self, event: events.Key) -> bool:
        """Do what a key is bound to, when it is no letter for a field; else it would go through every widget there is first."""
        if self.focused is not None and self.focused.check_consume_key(event.key, event.character):
            return False
        return await self._check_bindings(event.key, priority=True) or await self._check_bindings(event.key)


async def _within(seconds: float, event: Event) -> None:
    """Wait for an event, so long at most."""
    with suppress(TimeoutError):
        await wait_for(event.wait(), seconds)
