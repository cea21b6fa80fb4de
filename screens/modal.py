"""What is asked on top of a screen. It is left once, however fast the keys come: a second Enter is not for what lies below."""

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType


class Modal(ModalScreen[ScreenResultType]):
    """A dialog. Once it has handed its result back, it hands back no other."""

    def on_mount(self) -> None:
        """Toasts would lie over the fields. Textual calls this besides a subclass's own."""
        self.app.clear_notifications()

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Leave with a result; nothing when it was left already, as by an Enter that was held too long."""
        return super().dismiss(result) if self.is_active else AwaitComplete()
