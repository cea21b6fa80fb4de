"""The themes: whatever is written can be read, on every background that there is, and without colours too."""

import pytest
from textual.color import Color
from textual.command import CommandList
from textual.style import Style

from screens.themes import THEMES, VARIABLES
from tests.books import a_book, account, touch
from tests.screens.apps import app_on
from widgets.palette import STYLES

MEASURED = [theme.name for theme in THEMES if not theme.ansi]
ENOUGH = 4.5


def each_status():
    """A book with an account of each status, all silent for long enough to be called."""
    book = a_book()
    for status in ("existing", "lost", "new"):
        touch(book, account(book, f"{status} account", status=status, phone="+44 20 7946 0000"), 90)
    return book


def contrast(one: Color, other: Color) -> float:
    """The contrast of two colours, from 1 to 21, as the WCAG counts it."""

    def luminance(each: Color) -> float:
        parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in each.normalized]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_counted_right():
    assert contrast(Color.parse("#000000"), Color.parse("#ffffff")) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


def colours_of(name: str) -> dict[str, str]:
    """All colours of a theme, as the program has them."""
    app = app_on(a_book())
    app.theme = name
    return app.get_css_variables()


def colour(variables: dict[str, str], style: str, background: Color) -> Color:
    """The colour of a palette style as lists and panels paint it."""
    foreground = Color.parse(variables["foreground"])
    made = Style(background=background, foreground=foreground) + Style.parse(STYLES[style], variables)
    return background + (made.foreground or foreground)


@pytest.mark.parametrize("name", MEASURED)
def test_every_style_can_be_read_on_every_background(name: str):
    variables = colours_of(name)
    for background in ("background", "surface", "panel", "cursor-row"):
        ground = Color.parse(variables[background])
        for style in STYLES:
            ratio = contrast(ground, colour(variables, style, ground))
            assert ratio >= ENOUGH, f"{name}: {style or 'plain'} on {background}: {ratio:.1f}"
        for words in ("footer-key-foreground", "footer-description-foreground"):
            ratio = contrast(ground, Color.parse(variables[words]))
            assert ratio >= ENOUGH, f"{name}: {words} on {background}: {ratio:.1f}"


async def test_every_theme_has_all_our_colours_and_shows_every_kind_of_screen():
    book = a_book()
    touch(book, account(book, "Acme", status="existing", phone="+44 20 7946 0000"), 40)
    app = app_on(book)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        for keys in ("c", "escape 5"):
            await pilot.press(*keys.split())
            for theme in THEMES:
                app.theme = theme.name
                await pilot.pause()
                assert set(VARIABLES) <= set(app.theme_variables)
    assert app._exception is None


@pytest.mark.parametrize(("name", "dark"), [("nord", True), ("solarized-light", False), ("ansi-light", False)])
def test_themes_of_others_get_our_colours_for_light_or_dark(name: str, dark: bool):
    assert (Color.parse(colours_of(name)["existing"]).brightness > 0.5) is dark


async def test_in_the_terminals_own_colours_the_cursor_is_reversed_and_has_no_other_colour():
    app = app_on(each_status())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.theme = "planner-ansi"
        await pilot.pause()
        rows = app.screen.query_one("#calls")
        segments = [segment for segment in rows.render_line(0) if segment.text.strip()]
        assert segments and all(segment.style.reverse for segment in segments)
        assert len({segment.style.color for segment in segments}) == 1


async def test_in_the_terminals_own_colours_the_palette_says_nothing_dimly_on_its_cursor():
    app = app_on(each_status())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        app.theme = "planner-ansi"
        await pilot.press("ctrl+p")
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        offered = app.screen.query_one(CommandList)
        told = [segment for segment in offered.render_line(1) if segment.text.strip()]
        assert "Open the account" in "".join(segment.text for segment in told)
        assert told and not any(segment.style.dim for segment in told)


async def test_without_colours_a_status_still_has_its_letter(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_on(each_status())
    async with app.run_test(size=(104, 24), notifications=True) as pilot:
        await pilot.pause()
        assert app.no_color
        painted = {
            segment.style.color.get_truecolor()
            for strip in app.screen._compositor.render_strips()
            for segment in strip.apply_filter(app._filters[-1], Color.parse("#000000"))
            if segment.style and segment.style.color
        }
        assert painted and all(max(each) - min(each) <= 2 for each in painted), "shades of grey only"
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "E existing" in text and "L lost" in text and "N new" in text
