"""Find, by real keys: names that begin so come first, and that nothing is found is said."""

from textual.widgets import Input

from screens.account import AccountScreen
from tests.books import a_book, account, contact
from tests.screens.apps import app_on
from tests.screens.test_accounts import SMALL, shown


async def test_names_that_begin_with_what_is_typed_come_first():
    app = app_on(a_book())
    inside = account(app.book, "Papeterie Solvanne", industry="paper")
    contact(app.book, inside, "Bo Ray")
    acme = account(app.book, "Acme", note="annual fair")
    contact(app.book, acme, "Ann Lee")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("f", *"ann")
        app.screen.search()
        assert [hit.title for hit in app.screen._hits] == ["Ann Lee", "Papeterie Solvanne", "Acme", "Bo Ray"]
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AccountScreen) and app.screen.about == acme.id


async def test_that_nothing_is_found_is_said():
    app = app_on(a_book())
    account(app.book, "Acme")
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await pilot.press("f", *"zz[b]")
        app.screen.search()
        await pilot.pause()
        assert "nothing with “zz[b]” in it: try fewer letters" in shown(app)
        await pilot.press("enter")
        assert app.screen.query_one(Input).value == "zz[b]"
