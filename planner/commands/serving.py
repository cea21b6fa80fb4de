"""The server of `planner web`: Textual's own, which here answers no page but the one that it gave out itself.

Any page that is open in the same browser can reach this machine's ports, too. Without a look at where a request comes
from, a stranger's page could read and change the book while the planner is served.
"""

import re
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from textual_serve.server import Server

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_FROM_ELSEWHERE = re.compile(r"<link\b[^>]*\bhref=\"https?://fonts\.googleapis\.com[^>]*>", re.DOTALL)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def netloc(host: str, port: int) -> str:
    """A host and its port as they stand in an address; browsers leave port 80 out."""
    name = f"[{host}]" if ":" in host else host
    return name if port == 80 else f"{name}:{port}"


def welcome(asked: str, origin: str | None, known: frozenset[str] | None) -> bool:
    """Whether to answer a request to the host `asked` that a page from `origin` made (None: no page did).

    `known` are the names by which we are reached; None when they can't be told, and only a page of ours is asked for.
    """
    ours = known is None or asked in known
    return ours and (origin is None or urlsplit(origin).netloc == asked)


class Planner(Server):
    """Textual's server with a look at who asks, and without a font from elsewhere."""

    def __init__(self, command: str, host: str, port: int, url: str | None) -> None:
        ours = host in LOOPBACK and not url
        self._known = frozenset(netloc(each, port) for each in LOOPBACK) if ours else None
        super().__init__(
            command, host=host, port=port, title="Planner", public_url=url or f"http://{netloc(host, port)}"
        )

    async def _make_app(self) -> web.Application:
        app = await super()._make_app()
        app.middlewares.append(self._look)
        return app

    @web.middleware
    async def _look(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not welcome(request.host, request.headers.get("Origin"), self._known):
            raise web.HTTPForbidden(text="planner answers only the page that it gave out itself\n")
        answer = await handler(request)
        if isinstance(answer, web.Response) and answer.content_type == "text/html" and answer.text:
            answer.text = _FROM_ELSEWHERE.sub("", answer.text)
        return answer
