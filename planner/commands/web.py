"""`planner web`: the screens in a browser, by the optional extra `web` (textual-serve)."""

import shlex
import sys

import click

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
        raise Refused("the browser needs an extra: pip install 'planner[web]'") from None
    if host not in LOOPBACK:
        click.echo(f"Warning: anybody who reaches {netloc(host, port)} can read and change your book.", err=True)
    command = [sys.executable, "-m", "planner", "--book", str(desk.path)]
    if desk.now_text:
        command += ["--now", desk.now_text]
    say(f"Planner is at {url or f'http://{netloc(host, port)}'} (ctrl+c stops it)")
    try:
        Planner(shlex.join(command), host, port, url).serve()
    except OSError as error:
        raise Refused(
            f"{netloc(host, port)} can't be served ({error.strerror}): give another --host or --port"
        ) from None
