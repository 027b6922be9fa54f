"""The answer to one question."""

from __future__ import annotations

import json
import os
from typing import Any, Dict, Optional

from . import _answers
from ._jrp import Answer


class Comparison(_answers.Comparison):
    """The answer to one question: ``outcome`` is what it comes to, ``prompts`` what to tell the person.

    ``to_json()`` is the text that every language of JRP gives, byte for byte.
    """

    __slots__ = ("_answer", "_read", "_text")

    def __init__(self, answer: Answer) -> None:
        # What is read of the JSON, when something of it is asked for.
        self._answer = answer
        self._text: Optional[str] = None
        self._read: Optional[Dict[str, Any]] = None

    def to_json(self) -> str:
        """The answer as one line of JSON."""
        if self._text is None:
            self._text = self._answer.to_json()
        return self._text

    def to_dict(self) -> Dict[str, Any]:
        """The answer as the JSON has it. Do not change it."""
        if self._read is None:
            self._read = json.loads(self.to_json())
        assert self._read is not None
        return self._read

    def evidence(
        self,
        project: Optional[str] = None,
        operator: Optional[str] = None,
        *,
        reason: Optional[str] = None,
        salt: Optional[bytes] = None,
    ) -> str:
        """The text for the procurement archive (``docs/EVIDENCE.md``).

        ``reason`` tells why whoever is in charge goes on with a subject that is listed. ``salt`` are 16 to 64 random bytes,
        drawn anew where you give none.
        """
        return self._answer.evidence(project, operator, reason, os.urandom(32) if salt is None else salt)
