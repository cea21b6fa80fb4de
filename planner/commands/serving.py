"""The server of `planner web`: Textual's own, which here answers no page but the one that it gave out itself.

Any page that is open in the same browser can reach this machine's ports, too. Without a look at where a request comes
from, a stranger's page could read and change the book while the planner is served. It goes by more of that server than its
makers promise to keep, so `pyproject.toml` names the versions that it fits.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from html import escape
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FROM_ELSEWHERE = re.compile(r"<link\b[^>]*\bhref=\"https?://fonts\.googleapis\.com[^>]*>", re.DOTALL)
_HEAD = '<head><title>Planner</title><link rel="icon" href="data:,">'
_TAKES_THE_KEYS = """<script>
new MutationObserver((_, observer) => {
  if (!document.body.classList.contains("-first-byte")) return;
  observer.disconnect();
  document.querySelector(".xterm-helper-textarea")?.focus();
}).observe(document.body, {attributes: true, attributeFilter: ["class"]});
</script></body>"""
"""Textual's page sends its keys to the terminal after a click only; ours from the start."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def netloc(host: str, port: int) -> str:
    """A host and its port as they stand in an address; browsers leave port 80 out."""
    name = f"[{host}]" if ":" in host else host
    return name if port == 80 else f"{name}:{port}"


def welcome(asked: str, origin: str | None, known: frozenset[str], anywhere: bool) -> bool:
    """Whether to answer a request to the host `asked` that a page from `origin` made (None: no page did).

    `known` are the names by which we are surely reached. Served `anywhere`, others can't be told: there only a page
    from the very address that is asked is ours.
    """
    if not (anywhere or asked in known):
        return False
    return origin is None or urlsplit(origin).netloc in ({*known, asked} if anywhere else known)


def page(html: str, address: str, asked: str | None) -> str:
    """Textual's page as we give it out: without a font from elsewhere, with the keys in the terminal from the start.

    It leads back to the host that was `asked` instead of `address`, the one that it was made for (None: to that one).
    """
    html = _FROM_ELSEWHERE.sub("", html).replace("<head>", _HEAD, 1).replace("</body>", _TAKES_THE_KEYS, 1)
    return html if asked is None else html.replace(f"//{address}/", f"//{escape(asked)}/")


class Planner(Server):
    """Textual's server with a look at who asks, told in a line when it stands, and gone at once when it shall go."""

    def __init__(self, command: str, host: str, port: int, url: str | None, announce: Callable[[], None]) -> None:
        self._address = netloc(host, port)
        self._told = url is not None
        self._anywhere = host not in LOOPBACK
        names = {netloc(each, port) for each in LOOPBACK} | ({urlsplit(url).netloc.lower()} if url else set())
        self._known = frozenset(names)
        self._announce = announce
        self._tabs: set[asyncio.Task[Any]] = set()
        super().__init__(
            command, host=host, port=port, title="Planner", public_url=(url or f"http://{self._address}").rstrip("/")
        )

    def serve(self, debug: bool = False) -> None:
        """Answer until ctrl+c; an `OSError` says why the address can't be had."""
        self.initialize_logging()
        web.run_app(
            self._make_app(), host=self.host, port=self.port, access_log=None, print=lambda *_: self._announce()
        )

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._look)
        return app

    async def on_startup(self, app: web.Application) -> None:
        """Nothing is said before the address is ours."""

    async def on_shutdown(self, app: web.Application) -> None:
        """End the programs of the tabs that are open, rather than wait until the browser lets go of them."""
        tabs = [*self._tabs]
        for tab in tabs:
            tab.cancel()
        await asyncio.gather(*tabs, return_exceptions=True)

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """A tab: its own program runs as long as this does."""
        tab = asyncio.current_task()
        assert tab is not None, "requests are handled in tasks"
        self._tabs.add(tab)
        try:
            return await super().handle_websocket(request)
        finally:
            self._tabs.discard(tab)

    @web.middleware
    async def _look(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not welcome(request.host, request.headers.get("Origin"), self._known, self._anywhere):
            raise web.HTTPForbidden(text="planner answers only the page that it gave out itself\n")
        answer = await handler(request)
        if isinstance(answer, web.Response) and answer.content_type == "text/html" and answer.text:
            answer.text = page(answer.text, self._address, None if self._told else request.host)
        return answer
