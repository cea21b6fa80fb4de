"""A field for one line of text. What is typed, pasted or was written by somebody else stays text: it steers no terminal."""

from textual.widgets import Input

from planner.wording import clean


def one_typed_line(text: str) -> str:
    """The text less what would steer a terminal, line ends and tabs as spaces; other spaces stay while one types."""
    return clean(text).replace("\n", " ").replace("\t", " ")


class Typed(Input):
    """The Input of every question."""

    def validate_value(self, value: str) -> str:
        """Whatever comes in, by key, by paste or from the book."""
        return one_typed_line(value)

    def validate__suggestion(self, suggestion: str) -> str:
        """What is offered behind the cursor, such as the name of a file."""
        return one_typed_line(suggestion)
