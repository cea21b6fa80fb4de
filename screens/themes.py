"""How Planner looks: its own light, dark, high-contrast and terminal-colour themes, and what any other theme lacks.

Every style of the palette has a contrast of at least 4.5 to 1 on the background, on panels and on the cursor's row; the
tests hold the themes to it. The terminal's own colours can't be measured: there the cursor's row is reversed.
"""

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

VARIABLES: Final[dict[str, str]] = {
    "existing": "#7fc8a9",
    "lost": "#e5b46c",
    "new": "#93b8ec",
    "cursor-row": "#262d3a",
    "rule": "#2d3543",
    "text-muted": "#a6b0bc",
    "text-disabled": "#8f9aa7",
    "ansi-background": "ansi_black",
    "ansi-foreground": "ansi_white",
}
"""Our own variables, for themes that don't know them (dark ones)."""


def _quiet(background: str, thumb: str, hover: str, text: str, key: str, dim: str) -> Mapping[str, str]:
    """Scrollbars that are only seen when one looks for them, a footer that is no bar, fields that are plain."""
    track = dict.fromkeys(
        (
            "scrollbar-background",
            "scrollbar-background-hover",
            "scrollbar-background-active",
            "scrollbar-corner-color",
            "footer-background",
        ),
        background,
    )
    return track | {
        "scrollbar": thumb,
        "scrollbar-hover": hover,
        "scrollbar-active": hover,
        "footer-key-foreground": key,
        "footer-description-foreground": dim,
        "footer-foreground": text,
    }


def _words(primary: str, accent: str, warning: str, error: str, success: str) -> Mapping[str, str]:
    """The colours of text, exactly as given rather than mixed by the toolkit."""
    return {
        "text-primary": primary,
        "text-accent": accent,
        "text-warning": warning,
        "text-error": error,
        "text-success": success,
    }


DARK: Final = Theme(
    name="planner-dark",
    primary="#93b8ec",
    secondary="#7fc8a9",
    accent="#c9a6de",
    warning="#e5b46c",
    error="#ee9095",
    success="#7fc8a9",
    foreground="#e2e6eb",
    background="#14181f",
    surface="#1a1f28",
    panel="#222833",
    dark=True,
    variables={
        **VARIABLES,
        **_quiet("#14181f", "#333c4b", "#4b586c", "#e2e6eb", "#93b8ec", "#a6b0bc"),
        **_words("#a9c8f4", "#d0b1e3", "#e5b46c", "#ee9095", "#7fc8a9"),
    },
)
LIGHT: Final = Theme(
    name="planner-light",
    primary="#2b5a98",
    secondary="#1b6a49",
    accent="#74448f",
    warning="#835200",
    error="#a32f37",
    success="#1b6a49",
    foreground="#22272e",
    background="#fcfbf8",
    surface="#f6f4ef",
    panel="#edeae3",
    dark=False,
    variables={
        **VARIABLES,
        "existing": "#1b6a49",
        "lost": "#835200",
        "new": "#2b5a98",
        "cursor-row": "#e9e6dc",
        "rule": "#dcd8cd",
        "text-muted": "#585f68",
        "text-disabled": "#626870",
        "ansi-background": "ansi_white",
        "ansi-foreground": "ansi_black",
        **_quiet("#fcfbf8", "#d9d5ca", "#bfbaad", "#22272e", "#2b5a98", "#585f68"),
        **_words("#234b80", "#693c83", "#835200", "#a32f37", "#1b6a49"),
    },
)
CONTRAST: Final = Theme(
    name="planner-contrast",
    primary="#ffffff",
    secondary="#7dffb2",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff9d9d",
    success="#7dffb2",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    dark=True,
    variables={
        **VARIABLES,
        "existing": "#7dffb2",
        "lost": "#ffd75f",
        "new": "#8fd3ff",
        "cursor-row": "#3a3a3a",
        "rule": "#9a9a9a",
        "text-muted": "#dadada",
        "text-disabled": "#c0c0c0",
        **_quiet("#000000", "#9a9a9a", "#ffffff", "#ffffff", "#ffd75f", "#ffffff"),
        **_words("#ffffff", "#ffd75f", "#ffd75f", "#ff9d9d", "#7dffb2"),
    },
)
TERMINAL: Final = Theme(
    name="planner-ansi",
    primary="ansi_blue",
    secondary="ansi_green",
    accent="ansi_magenta",
    warning="ansi_yellow",
    error="ansi_red",
    success="ansi_green",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    ansi=True,
    variables={
        **VARIABLES,
        "existing": "ansi_green",
        "lost": "ansi_yellow",
        "new": "ansi_cyan",
        "cursor-row": "ansi_default",
        "rule": "ansi_bright_black",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_default",
        **_quiet("ansi_default", "ansi_bright_black", "ansi_default", "ansi_default", "ansi_cyan", "ansi_default"),
        **_words("ansi_cyan", "ansi_magenta", "ansi_yellow", "ansi_red", "ansi_green"),
    },
)

THEMES: Final[tuple[Theme, ...]] = (DARK, LIGHT, CONTRAST, TERMINAL)

SAID: Final[Mapping[str, str]] = {
    "planner-dark": "calm and dark",
    "planner-light": "paper and ink",
    "planner-contrast": "as much contrast as there can be",
    "planner-ansi": "the colours of your terminal",
}
"""Theme → what there is to say about it."""


def defaults(dark: bool) -> dict[str, str]:
    """Our own variables for a theme that is not ours."""
    ours = DARK if dark else LIGHT
    return {name: ours.variables[name] for name in VARIABLES}
