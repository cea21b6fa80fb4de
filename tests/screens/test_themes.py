"""The themes: whatever is written can be read, on every background that there is, and without colours too."""

import pytest
from textual.color import Color
from textual.style import Style

from screens.app import PlannerApp
from screens.themes import THEMES, VARIABLES
from tests.screens.apps import demo_app
from widgets.palette import STYLES

MEASURED = [theme.name for theme in THEMES if not theme.ansi]
ENOUGH = 4.5


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


def colour(app: PlannerApp, style: str, background: Color) -> Color:
    """The colour of a palette style as lists and panels paint it."""
    foreground = Color.parse(app.theme_variables["foreground"])
    made = Style(background=background, foreground=foreground) + Style.parse(STYLES[style], app.theme_variables)
    return background + (made.foreground or foreground)


@pytest.mark.parametrize("name", MEASURED)
async def test_every_style_can_be_read_on_every_background(name: str):
    app = demo_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.theme = name
        await pilot.pause()
        for background in ("background", "surface", "panel", "cursor-row"):
            ground = Color.parse(app.theme_variables[background])
            for style in STYLES:
                ratio = contrast(ground, colour(app, style, ground))
                assert ratio >= ENOUGH, f"{name}: {style or 'plain'} on {background}: {ratio:.1f}"
            for words in ("footer-key-foreground", "footer-description-foreground"):
                ratio = contrast(ground, Color.parse(app.theme_variables[words]))
                assert ratio >= ENOUGH, f"{name}: {words} on {background}: {ratio:.1f}"


@pytest.mark.parametrize("name", [theme.name for theme in THEMES])
async def test_every_theme_has_all_our_colours_and_shows_every_kind_of_screen(name: str):
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.theme = name
        await pilot.press("a", "c", "escape", "question_mark", "escape", "comma", "escape")
        assert set(VARIABLES) <= set(app.theme_variables)
    assert app._exception is None


async def test_themes_of_others_get_our_colours_for_light_or_dark():
    app = demo_app()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for name, dark in (("nord", True), ("solarized-light", False), ("ansi-light", False)):
            app.theme = name
            await pilot.pause()
            luminance = Color.parse(app.theme_variables["existing"]).brightness
            assert (luminance > 0.5) is dark, name
    assert app._exception is None


async def test_in_the_terminals_own_colours_the_cursor_is_reversed_and_has_no_other_colour():
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        app.theme = "planner-ansi"
        await pilot.pause()
        rows = app.screen.query_one("#calls")
        segments = [segment for segment in rows.render_line(0) if segment.text.strip()]
        assert segments and all(segment.style.reverse for segment in segments)
        assert len({segment.style.color for segment in segments}) == 1


async def test_without_colours_a_status_still_has_its_letter(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = demo_app()
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
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
