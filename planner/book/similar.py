"""Names that sound like what was typed, for a search that forgives a slip (rapidfuzz)."""

from planner.book.book import Book
from planner.book.find import Hit
from planner.wording import fold

ALIKE = 78


def similar_names(book: Book, text: str, limit: int = 8) -> list[Hit]:
    """Accounts and contacts with names like `text`, the most similar first."""
    from rapidfuzz import fuzz, process

    wanted = fold(text)
    if len(wanted) < 3:
        return []
    names = book.until("folded names", (len(book.accounts), len(book.contacts), book.version), lambda: _names(book))
    best = process.extract(wanted, names[0], scorer=fuzz.WRatio, limit=limit, score_cutoff=ALIKE)
    return [names[1][index] for _, _, index in best]


def _names(book: Book) -> tuple[list[str], list[Hit]]:
    hits = [Hit("account", each.id, each.name, each.industry, each.id) for each in book.accounts.values()]
    for person in book.contacts.values():
        where = book.account_name(person.account) or person.company
        hits.append(Hit("contact", person.id, person.name, f"{person.title} · {where}", person.account))
    return [fold(hit.title) for hit in hits], hits
