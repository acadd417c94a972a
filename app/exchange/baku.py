"""The one spelling of short texts and days in files from outside."""

from __future__ import annotations

from datetime import date

from app.exchange import tulisan


def is_line(text: str, most: int) -> bool:
    """Whether a text is one tidy line of at most so many letters."""
    return len(text) <= most and text == tulisan.tidy(text)


def is_day(text: str) -> bool:
    """Whether a text is a day as ISO 8601 writes it, 2026-09-30."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
