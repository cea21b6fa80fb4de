"""planner export: everything as CSV per kind, or as one JSON; a calendar and address cards; one account's brief."""

from pathlib import Path

import click

from planner.commands.desk import Desk, Refused, WrongUsage, pass_desk, say
from planner.exchange.refusals import ExportRefused
from planner.wording import one_line, plural


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON with everything, instead of a CSV per kind.")
@click.option("--ics", is_flag=True, help="Only the open promises, as a calendar.")
@click.option("--vcf", is_flag=True, help="Only the contacts, as address cards.")
@click.option(
    "--brief", "account", metavar="ACCOUNT", help="Only one account's brief, as Markdown; without FOLDER, printed."
)
@pass_desk
def export_command(desk: Desk, folder: Path | None, as_json: bool, ics: bool, vcf: bool, account: str | None) -> None:
    """Write everything into FOLDER: CSV per kind, planner.ics and contacts.vcf; or what the options name."""
    from planner.exchange import exports

    if folder is None and account is None:
        raise WrongUsage("planner export needs a folder to write into: planner export FOLDER")
    with desk.reading() as book:
        try:
            if account is not None:
                _brief(desk, account, folder)
                return
            assert folder is not None
            written: list[Path] = []
            everything = not (as_json or ics or vcf)
            if as_json:
                written += exports.export_json(book, folder)
            if everything:
                written += exports.export_csv(book, folder)
            if ics or everything:
                written += exports.export_calendar(book, folder, desk.now)
            if vcf or everything:
                written += exports.export_cards(book, folder)
        except ExportRefused as reason:
            raise Refused(str(reason)) from None
        unreadable = book.unreadable()
    for path in written:
        say(one_line(str(path)))
    if unreadable:
        say(
            f"{plural(unreadable, 'document')} of the book can't be read and is not among them: planner check says more"
        )


def _brief(desk: Desk, name: str, folder: Path | None) -> None:
    from planner.book import BookError
    from planner.book.find import find_account
    from planner.exchange.briefs import brief
    from planner.exchange.exports import write_text

    try:
        account = find_account(desk.book, name)
    except BookError as problem:
        raise Refused(str(problem)) from None
    text = brief(desk.book, desk.settings, account, desk.now)
    if folder is None:
        say(text.rstrip("\n"))
    else:
        say(one_line(str(write_text(folder, f"{account.name}.md", text))))
