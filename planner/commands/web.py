"""`planner web`: the screens in a browser, by the optional extra `web` (textual-serve)."""

import shlex
import sys

import click

from planner.commands.desk import Desk, Refused, pass_desk, say

LOOPBACK = ("127.0.0.1", "localhost", "::1")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@pass_desk
def web_command(desk: Desk, host: str, port: int) -> None:
    """Serve the screens to a browser on this machine."""
    try:
        from textual_serve.server import Server
    except ImportError:
        raise Refused("the browser needs an extra: pip install 'planner[web]'") from None
    if host not in LOOPBACK:
        click.echo(f"Warning: anybody who reaches {host}:{port} can read and change your book.", err=True)
    command = [sys.executable, "-m", "planner", "--book", str(desk.path)]
    if desk.now_text:
        command += ["--now", desk.now_text]
    say(f"Planner is at http://{host}:{port} (ctrl+c stops it)")
    Server(shlex.join(command), host=host, port=port, title="Planner").serve()
