"""Whose signatures count, and the key of natural persons."""

from __future__ import annotations

import os
from typing import Optional, Tuple, Union

from . import _jrp
from ._error import JrpError

#: A path, or the content as bytes.
Text = Union[str, "os.PathLike[str]", bytes]


class FromEnvironment:
    """A person key that every process takes from its own environment, so that it is neither written nor sent anywhere.

    The variable holds what stands in ``person.key``.
    """

    __slots__ = ("variable",)

    def __init__(self, variable: str) -> None:
        self.variable = variable

    def read(self) -> str:
        """The key."""
        found = os.environ.get(self.variable)
        if found is None:
            raise JrpError("key-invalid", f"{self.variable} is not in the environment; set it to the content of person.key")
        return found

    def __repr__(self) -> str:
        return f"jrp.FromEnvironment({self.variable!r})"


PersonKey = Union[Text, FromEnvironment]


class Access:
    """Whose signatures count, and the key of natural persons."""

    __slots__ = ("trust", "minimum_sequence", "person_key")

    def __init__(self, trust: Text, minimum_sequence: int, person_key: Optional[PersonKey]) -> None:
        if isinstance(minimum_sequence, bool) or not isinstance(minimum_sequence, int):
            raise TypeError(f"minimum_sequence must be an int, not {type(minimum_sequence).__name__}")
        if not 0 <= minimum_sequence < 1 << 64:
            raise ValueError("minimum_sequence must be 0 or more, and below two to the 64th")
        # Trust is public: its text goes where the roster goes.
        self.trust = _text(trust, "trust", "trust-invalid")
        self.minimum_sequence = minimum_sequence
        self.person_key = _absolute(person_key)

    def native(self) -> Tuple[str, int, Optional[str]]:
        """As the native part takes it. The key is read now and not kept."""
        key = self.person_key
        if isinstance(key, FromEnvironment):
            return self.trust, self.minimum_sequence, key.read()
        return self.trust, self.minimum_sequence, None if key is None else _text(key, "person_key", "key-invalid")

    def stays_here(self) -> Optional[str]:
        """Why another process cannot have it."""
        if isinstance(self.person_key, bytes):
            return "the person key was given as bytes, and is never pickled; give its path, or jrp.FromEnvironment(…)"
        return None

    def __reduce__(self) -> Tuple[type, Tuple[bytes, int, Optional[PersonKey]]]:
        return type(self), (self.trust.encode(), self.minimum_sequence, self.person_key)


def as_path(path: object, what: str) -> str:
    """An absolute path: another process may have another working directory."""
    if not isinstance(path, (str, os.PathLike)):
        raise TypeError(f"{what} must be a path, not {type(path).__name__}")
    return os.path.abspath(os.fsdecode(path))


def _absolute(key: Optional[PersonKey]) -> Optional[PersonKey]:
    is_content = key is None or isinstance(key, (bytes, FromEnvironment)) or _is_content(key)
    return key if is_content else as_path(key, "person_key")


def _is_content(text: object) -> bool:
    return isinstance(text, str) and ("-----" in text or "\n" in text)


def _text(text: object, what: str, code: str) -> str:
    if isinstance(text, bytes):
        try:
            return text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise JrpError(code, f"{what} is not UTF-8 at byte {error.start}") from None
    if _is_content(text):
        raise JrpError(code, f"{what} is the content of a file, not its path; give the path, or the content as bytes")
    return _jrp.read_text(as_path(text, what))
