"""How Planner looks: its own light, dark, high-contrast and terminal-colour themes, and what any other theme lacks."""

from typing import Final

from textual.theme import Theme

VARIABLES: Final[dict[str, str]] = {
    "existing": "#7fc8a9",
    "lost": "#e0af68",
    "new": "#8fb4e8",
    "cursor-row": "#2b3240",
    "text-muted": "#9aa5b1",
    "text-disabled": "#5d6773",
}
"""Our own variables, for themes that don't know them (dark ones)."""

DARK: Final = Theme(
    name="planner-dark",
    primary="#8fb4e8",
    secondary="#7fc8a9",
    accent="#c7a0dc",
    warning="#e0af68",
    error="#e88388",
    success="#7fc8a9",
    foreground="#dfe3e8",
    background="#14181f",
    surface="#1a1f28",
    panel="#222833",
    dark=True,
    variables=VARIABLES
    | {"footer-background": "#14181f", "footer-key-foreground": "#8fb4e8", "footer-description-foreground": "#9aa5b1"},
)
LIGHT: Final = Theme(
    name="planner-light",
    primary="#2f5f9e",
    secondary="#20714f",
    accent="#7a4a9a",
    warning="#8f5a00",
    error="#a8323a",
    success="#20714f",
    foreground="#23282f",
    background="#fbfaf7",
    surface="#f3f1ec",
    panel="#e9e6df",
    dark=False,
    variables={
        "existing": "#20714f",
        "lost": "#8f5a00",
        "new": "#2f5f9e",
        "cursor-row": "#e3e0d6",
        "text-muted": "#626a74",
        "text-disabled": "#a7aab0",
        "footer-background": "#fbfaf7",
        "footer-key-foreground": "#2f5f9e",
        "footer-description-foreground": "#626a74",
    },
)
CONTRAST: Final = Theme(
    name="planner-contrast",
    primary="#ffffff",
    secondary="#7dffb2",
    accent="#ffd75f",
    warning="#ffd75f",
    error="#ff8787",
    success="#7dffb2",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1c1c1c",
    dark=True,
    variables={
        "existing": "#7dffb2",
        "lost": "#ffd75f",
        "new": "#87cfff",
        "cursor-row": "#3a3a3a",
        "text-muted": "#d0d0d0",
        "text-disabled": "#8a8a8a",
        "footer-background": "#000000",
        "footer-key-foreground": "#ffd75f",
        "footer-description-foreground": "#ffffff",
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
        "existing": "ansi_green",
        "lost": "ansi_yellow",
        "new": "ansi_cyan",
        "cursor-row": "ansi_bright_black",
        "text-muted": "ansi_default",
        "text-disabled": "ansi_bright_black",
        "footer-background": "ansi_default",
        "footer-key-foreground": "ansi_blue",
        "footer-description-foreground": "ansi_default",
    },
)

THEMES: Final[tuple[Theme, ...]] = (DARK, LIGHT, CONTRAST, TERMINAL)
