"""What is known: the book of business, and the one way to read and change it."""

from planner.book.book import Book, BookError, Gone

__all__ = ["Book", "BookError", "Gone"]
