"""What to do: pure functions of (book, settings, now) that return frozen dataclasses. No clock is read here."""
