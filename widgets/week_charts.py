"""The week's two charts (textual-plotext): minutes day by day, and the balance of twelve weeks; the letters tell without colour."""

from collections.abc import Sequence
from typing import Any, Final

from textual_plotext import PlotextPlot

from planner.book.vocabulary import STATUSES
from planner.method.week import Week
from planner.wording import WEEKDAYS
from widgets.palette import LETTERS

COLOURS: Final = {"existing": "existing", "lost": "lost", "new": "new"}


class Chart(PlotextPlot):
    """A chart in the theme's own colours, without a box of its own."""

    DEFAULT_CSS = """
    Chart { height: 12; background: transparent; }
    """

    def begin(self) -> tuple[Any, dict[str, tuple[int, int, int] | str]]:
        """A clean plot and the colours of the statuses."""
        self.plt.clear_figure()
        variables = self.app.theme_variables
        ground = _rgb(variables.get("background", ""))
        self.plt.canvas_color(ground)
        self.plt.axes_color(ground)
        self.plt.ticks_color(_rgb(variables.get("text-muted", "")))
        self.plt.frame(False)
        return self.plt, {status: _rgb(variables.get(name, "")) for status, name in COLOURS.items()}


class DayChart(Chart):
    """Minutes done, day by day, existing at the foot."""

    def show(self, week: Week) -> None:
        """The working days of a week."""
        plot, colours = self.begin()
        days = [each for each in week.minutes.days if each.day.isoweekday() <= 5 or any(each.done.values())]
        names = [WEEKDAYS[each.day.weekday()][:3] for each in days]
        stacks = [[each.done[status] for each in days] for status in STATUSES]
        if any(minutes for stack in stacks for minutes in stack):
            letters = [LETTERS[status] for status in STATUSES]
            plot.stacked_bar(names, stacks, marker=letters, color=list(colours.values()), width=0.5)
        plot.title("Minutes a day")
        self.refresh()


class CourseChart(Chart):
    """The shares of twelve weeks, each status by its letter, in per cent."""

    def show(self, weeks: Sequence[Week]) -> None:
        """Oldest first; weeks without calls leave a gap."""
        plot, colours = self.begin()
        for status in reversed(STATUSES):
            spots = [(i, 100 * each.minutes.shares_done[status]) for i, each in enumerate(weeks) if each.minutes.total]
            if spots:
                places, heights = zip(*spots, strict=True)
                plot.scatter(list(places), list(heights), marker=LETTERS[status], color=colours[status])
        plot.ylim(0, 100)
        plot.xlim(-0.5, len(weeks) - 0.5)
        plot.yticks([0, 20, 30, 50, 100])
        marked = range(0, len(weeks), 3)
        plot.xticks(list(marked), [weeks[place].span.name[-3:] for place in marked])
        plot.title("Shares of twelve weeks, %")
        self.refresh()


def _rgb(colour: str) -> tuple[int, int, int] | str:
    """A theme's colour as plotext takes it."""
    if colour.startswith("#") and len(colour) >= 7:
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    return colour.removeprefix("ansi_") if colour.startswith("ansi_") else "default"
