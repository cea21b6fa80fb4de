"""The line at the bottom: a few keys with what they do, laid out anew whenever other keys can be pressed."""

from textual.widgets import Footer


class Hints(Footer):
    """Textual's footer, which would keep every key that it ever showed: each watches the footer, and is never let go of.

    Over a day that is some ten thousand of them, and each that is new is compared with all before.
    """

    async def recompose(self) -> None:
        """Show the keys that can be pressed now, and let go of those before."""
        await super().recompose()
        for watchers in vars(self).get("__watchers", {}).values():
            watchers[:] = [(node, callback) for node, callback in watchers if node.is_attached]
