"""The one exception of JRP's own."""

from __future__ import annotations

from typing import Optional, Tuple


class JrpError(Exception):
    """What could not be done, and why.

    ``code`` is the same word in every language (``docs/ERRORS.md``). The text says what is wrong and what to do.
    ``section`` and ``offset`` name the place in a snapshot, where there is one.
    """

    def __init__(
        self, code: str, text: str, section: Optional[str] = None, offset: Optional[int] = None
    ) -> None:
        super().__init__(code, text, section, offset)
        self.code = code
        self.text = text
        self.section = section
        self.offset = offset

    def __str__(self) -> str:
        return f"{self.code}: {self.text}"

    def __reduce__(self) -> Tuple[type, Tuple[str, str, Optional[str], Optional[int]]]:
        return type(self), (self.code, self.text, self.section, self.offset)
