"""What the typed answers have in common: each is a view of an object of the JSON."""

from __future__ import annotations

import datetime
from typing import Any, Dict


def as_date(text: str) -> datetime.date:
    """A calendar date of the JSON."""
    return datetime.date.fromisoformat(text)


def as_time(text: str) -> datetime.datetime:
    """A moment of the JSON."""
    # Before Python 3.11 fromisoformat does not know the letter.
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


class Part:
    """A part of an answer. Two are equal that say the same."""

    __slots__ = ("_json",)

    def __init__(self, json: Dict[str, Any]) -> None:
        self._json = json

    def to_dict(self) -> Dict[str, Any]:
        """The object of the JSON, with its own names. Do not change it."""
        return self._json

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part) and self.to_dict() == other.to_dict()

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.to_dict()!r})"
