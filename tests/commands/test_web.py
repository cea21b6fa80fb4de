"""`planner web` answers the page that it gave out, and nobody else's."""

import asyncio
import errno
from collections.abc import Coroutine
from pathlib import Path

import pytest

pytest.importorskip("textual_serve")

from aiohttp import web
from aiohttp.test_utils import make_mocked_request
from textual_serve.server import Server

from planner.commands.desk import Desk
from planner.commands.serving import Planner, netloc, page, welcome
from tests.commands.conftest import Planner as Commands

HERE = frozenset({"127.0.0.1:8000", "localhost:8000"})
THERE = frozenset({"127.0.0.1:8000", "localhost:8000", "planner.example"})


@pytest.mark.parametrize(
    ("asked", "origin", "known", "anywhere", "answered"),
    [
        ("127.0.0.1:8000", None, HERE, False, True),
        ("127.0.0.1:8000", "http://127.0.0.1:8000", HERE, False, True),
        ("localhost:8000", "http://localhost:8000", HERE, False, True),
        ("127.0.0.1:8000", "https://news.example", HERE, False, False),  # a stranger's page reaches for our port
        ("127.0.0.1:8000", "null", HERE, False, False),
        ("news.example:8000", "http://news.example:8000", HERE, False, False),  # a name that was pointed at us
        ("planner.example", "https://planner.example", THERE, False, True),
        ("127.0.0.1:8000", "https://planner.example", THERE, False, True),  # a proxy that asks by our own address
        ("planner.example", "https://news.example", THERE, False, False),
        ("news.example:8000", "http://news.example:8000", THERE, False, False),
        ("desk.lan:8000", "http://desk.lan:8000", HERE, True, True),
        ("desk.lan:8000", "https://news.example", HERE, True, False),
    ],
)
def test_only_a_page_of_our_own_is_answered(
    asked: str, origin: str | None, known: frozenset[str], anywhere: bool, answered: bool
):
    assert welcome(asked, origin, known, anywhere) is answered


def test_an_address_of_six_parts_stands_in_brackets():
    assert (netloc("::1", 8000), netloc("127.0.0.1", 80)) == ("[::1]:8000", "127.0.0.1")


def test_the_page_asks_nobody_else_for_a_font():
    given_out = (
        '<head>\n<link\n  rel="stylesheet"\n  href="https://fonts.googleapis.com/css?family=Roboto%20Mono"\n/><b>'
    )
    assert "googleapis" not in page(given_out, "127.0.0.1:8000", None)


@pytest.mark.parametrize(
    ("host", "url", "asked", "leads_to"),
    [
        ("127.0.0.1", None, "127.0.0.1:8000", "ws://127.0.0.1:8000/ws"),
        ("127.0.0.1", None, "localhost:8000", "ws://localhost:8000/ws"),
        ("0.0.0.0", None, "192.168.1.5:8000", "ws://192.168.1.5:8000/ws"),  # nobody else reaches 0.0.0.0
        ("127.0.0.1", "https://planner.example/", "127.0.0.1:8000", "wss://planner.example/ws"),
    ],
)
def test_the_page_leads_back_to_the_address_at_which_it_was_asked_for(
    host: str, url: str | None, asked: str, leads_to: str
):
    answer = asyncio.run(first_page(Planner("planner", host, 8000, url, print), asked))
    assert f'data-session-websocket-url="{leads_to}"' in answer
    assert "<title>Planner</title>" in answer


async def first_page(server: Planner, asked: str) -> str:
    app = await server._make_app()
    request = make_mocked_request("GET", "/", headers={"Host": asked})
    request._match_info = await app.router.resolve(request)
    request.match_info.add_app(app)
    answer = await server._look(request, server.handle_index)
    assert isinstance(answer, web.Response) and answer.text
    return answer.text


def test_ctrl_c_does_not_wait_until_the_browser_closes_its_tabs(monkeypatch: pytest.MonkeyPatch):
    ended: list[str] = []

    async def a_tab(server: Server, request: web.Request) -> web.WebSocketResponse:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("its program")
        raise AssertionError("nobody waits for this")

    async def stop() -> None:
        server = Planner("planner", "127.0.0.1", 8000, None, print)
        tab = asyncio.create_task(server.handle_websocket(make_mocked_request("GET", "/ws")))
        await asyncio.sleep(0)
        await server.on_shutdown(web.Application())
        assert tab.done() and ended == ["its program"]

    monkeypatch.setattr(Server, "handle_websocket", a_tab)
    asyncio.run(stop())


def refuse(app: Coroutine[None, None, web.Application], **_: object) -> None:
    app.close()
    raise OSError(errno.EADDRINUSE, "error while attempting to bind on address ('127.0.0.1', 8000)")


def test_a_port_that_is_taken_is_told_in_one_line(planner: Commands, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("aiohttp.web.run_app", refuse)
    assert planner("web") == 1
    assert planner.out == "", "it is not said to be at an address that it doesn't have"
    assert "127.0.0.1:8000 can't be served (address already in use): give another --host or --port" in planner.err


def test_a_book_that_cant_be_opened_is_told_before_anything_is_served(
    planner: Commands, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("aiohttp.web.run_app", lambda *_, **__: pytest.fail("it was served"))
    planner.path.write_text("{")
    assert planner("web") == 1
    assert planner.out == "" and "book.json" in planner.err and "can't be read" in planner.err
    assert planner.path.read_text() == "{"


def test_an_address_without_its_beginning_is_refused(planner: Commands):
    assert planner("web", "--url", "planner.example") == 1
    assert "write it as https://planner.example" in planner.err


def test_what_is_served_opens_the_screens_though_it_has_no_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    opened: list[Desk] = []
    desk = Desk(tmp_path / "book.json", None, opened.append)
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    assert (desk.open_screens(), opened) == (False, []), "a pipe shows the plan as text"
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert (desk.open_screens(), opened) == (True, [desk])
