"""`planner web`: the screens in a browser, by the optional extra `web` (textual-serve)."""

import os
import shlex
import sys
from urllib.parse import urlsplit

import click

from planner.book import Book
from planner.commands.desk import Desk, Refused, pass_desk, say


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--url", help="How browsers reach it, where that is another address, as https://planner.example.")
@pass_desk
def web_command(desk: Desk, host: str, port: int, url: str | None) -> None:
    """Serve the screens to a browser on this machine."""
    try:
        from planner.commands.serving import LOOPBACK, Planner, netloc
    except ImportError:
        raise Refused("the browser needs an extra: pipx install --force '.[web]' in the project's folder") from None
    if url and not (urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc):
        raise Refused(f"--url {url} is no address of a page: write it as https://planner.example")
    if desk.path.exists():  # what keeps the screens from opening is told here, where somebody waits for an answer
        Book.open(desk.path, read_only=True, now=desk.clock.now).close()
    command = [sys.executable, "-m", "planner", "--book", str(desk.path)]
    if desk.now_text:
        command += ["--now", desk.now_text]
    address = netloc(host, port)

    def announce() -> None:
        if host not in LOOPBACK:
            click.echo(f"Warning: anybody who reaches {address} can read and change your book.", err=True)
        say(f"Planner is at {url or f'http://{address}'} (ctrl+c stops it)")

    try:
        Planner(shlex.join(command), host, port, url, announce).serve()
    except OSError as error:
        why = os.strerror(error.errno).lower() if error.errno and error.errno > 0 else error.strerror
        raise Refused(f"{address} can't be served ({why}): give another --host or --port") from None
