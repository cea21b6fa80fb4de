"""Adding and editing records by hand: which fields are asked, how each is read, and what is put as one change (method §4)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from planner.book import Book, Gone
from planner.book.records import Record
from screens.base import PlannerScreen
from screens.dialogs import AskScreen, Question
from screens.fields import Field
from screens.promised import with_promises

Said = dict[str, str]
Changes = dict[str, Any]
Finish = Callable[[Book, Any, Changes], Sequence[Record | Gone]]
"""The book, the record as it is stored, its changed fields → what to put."""


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one record. `finish` says what is put when some of them have changed, where that is more than the record."""

    title: str
    record: Record
    fields: Sequence[Field]
    label: Callable[[Said], str]
    """What was typed → the change in words."""
    finish: Finish | None = None
    new: bool = False
    begin: str = ""
    """The field to begin with; the first where none is named."""

    def changed(self, said: Said) -> Changes:
        """The fields that the user has changed, read; those that were left alone may have been changed by others."""
        return {
            each.question.name: each.read(said[each.question.name])
            for each in self.fields
            if self.new or said[each.question.name] != each.question.value
        }


class FormScreen(AskScreen):
    """Asks all fields of a record, from the top or from the field that is wanted."""

    def __init__(self, title: str, questions: Sequence[Question], subtitle: str, begin: str = "") -> None:
        super().__init__(title, questions, subtitle)
        self._begin = begin

    def begin_with(self) -> Question:
        """The field that is wanted, else the first."""
        return next((each for each in self._questions if each.name == self._begin), self._questions[0])


def show_form(screen: PlannerScreen, form: Form, then: Callable[[str], None] | None = None) -> None:
    """Ask, and put what was changed as one change; `then` gets the id of the record."""

    def save(said: Said | None) -> None:
        if said is None:
            return
        try:
            changed = form.changed(said)
        except ValueError as problem:
            screen.say(str(problem), "error")
            return
        if changed and _put(screen, form, changed, form.label(said)) and then:
            then(form.record.id)

    screen.planner.push_screen(
        FormScreen(form.title, [each.question for each in form.fields], SUBTITLE, form.begin), save
    )


SUBTITLE = "enter goes on · ctrl+s saves · esc leaves it"


def _put(screen: PlannerScreen, form: Form, changed: Changes, label: str) -> bool:
    put: list[Record | Gone] = []

    def work(book: Book) -> Sequence[Record | Gone]:
        before = form.record if form.new else book.collections[form.record.table].get(form.record.id, form.record)
        put[:] = form.finish(book, before, changed) if form.finish else [replace(before, **changed)]
        return put

    if not screen.change(label, work):
        return False
    brought = [each for each in put if isinstance(each, Record) and each.id != form.record.id]
    screen.say(with_promises(label, brought, screen.now.date()))
    return True


def edit_record(
    screen: PlannerScreen,
    kind: str,
    record: Record | None = None,
    then: Callable[[str], None] | None = None,
    **about: Any,
) -> None:
    """Ask for the fields of a new record of this kind, or those of `record`; `about` says what a new one belongs to."""
    from screens.forms_people import PEOPLE
    from screens.forms_records import RECORDS

    makers: dict[str, Callable[..., Form]] = {**PEOPLE, **RECORDS}
    show_form(screen, makers[kind](screen, record, **about), then)
