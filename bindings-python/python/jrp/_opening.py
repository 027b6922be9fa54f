"""Opening files, folders, bytes, and several of them."""

from __future__ import annotations

import os
from typing import Iterable, List, Optional, Sequence, Union

from . import _jrp
from ._keys import Access, PersonKey, Text, as_path
from ._roster import Again, Roster

Path = Union[str, "os.PathLike[str]"]
#: A file, a folder, the bytes of a snapshot, or lists that are open.
Source = Union[Path, bytes, bytearray, memoryview, Roster]


class Opening(Again):
    """How a path was opened: what another process repeats."""

    def __init__(self, path: str, deltas: List[str], mapped: bool, access: Access) -> None:
        self.path = path
        self.deltas = deltas
        self.mapped = mapped
        self.access = access

    def open(self, memory: Optional[str] = None) -> Roster:
        access = self.access.native()
        if os.path.isdir(self.path):
            if self.deltas or self.mapped:
                raise ValueError("a folder names its own deltas and is read, not mapped; leave deltas and mapped out")
            return Roster(_jrp.Lists.open_folder(self.path, memory, access), self)
        if memory is not None:
            raise ValueError("memory is for folders; of a file, give minimum_sequence")
        return Roster(_jrp.Lists.open_files(self.path, self.deltas, self.mapped, access), self)

    def stays_here(self) -> Optional[str]:
        return self.access.stays_here()


class InMemory(Again):
    """Bytes, which no other process can open."""

    def stays_here(self) -> Optional[str]:
        return "the lists were opened from bytes; open a path, which another process can open too"


class Together(Again):
    """Several openings, asked as one."""

    def __init__(self, openings: Sequence[Again]) -> None:
        self.openings = openings

    def open(self, memory: Optional[str] = None) -> Roster:
        return together([opening.open() for opening in self.openings])

    def stays_here(self) -> Optional[str]:
        whys = (opening.stays_here() for opening in self.openings)
        return next((why for why in whys if why is not None), None)


def together(rosters: Sequence[Roster]) -> Roster:
    """The lists of all of them, asked as one."""
    natives = [roster._lists() for roster in rosters]
    return Roster(_jrp.Lists.together(natives), Together([roster._again for roster in rosters]))


def open(
    source: Union[Source, Iterable[Source]],
    *,
    trust: Optional[Text] = None,
    person_key: Optional[PersonKey] = None,
    deltas: Iterable[Union[Path, bytes]] = (),
    mapped: bool = False,
    minimum_sequence: int = 0,
    memory: Optional[Path] = None,
) -> Roster:
    """Opens lists, and verifies all of them once, so that no later question fails because of what is in a file.

    ``source`` is a snapshot file, a folder that ``jrp publish`` or ``jrp pull`` keeps, or the bytes of a snapshot. A list of
    such, or of rosters that are open, asks several publishers as one.

    ``trust`` is the path of a public key or a trust file, ``person_key`` the path of a person key; bytes are taken as the
    content. ``person_key`` may also be :class:`FromEnvironment`. Without one, questions about natural persons are answered
    ``indeterminate``.

    ``mapped=True`` maps the base file, so that processes share its pages. Such a file must keep its bytes: where another
    process shortens it, the operating system ends this one.

    ``memory`` is a file of yours in which the highest sequence of a folder is kept across restarts; an older folder is
    refused then.
    """
    if isinstance(source, Roster):
        return together([source])
    if trust is None and not isinstance(source, (list, tuple)):
        raise TypeError("trust is missing: give the path of a public key or of a trust file")
    if isinstance(source, (bytes, bytearray, memoryview)):
        if mapped or memory is not None:
            raise ValueError("bytes are in memory already; leave mapped and memory out")
        assert trust is not None
        layers = [bytes(delta) if isinstance(delta, (bytes, bytearray, memoryview)) else _no_bytes() for delta in deltas]
        native = _jrp.Lists.open_bytes(bytes(source), layers, Access(trust, minimum_sequence, person_key).native())
        return Roster(native, InMemory())
    if isinstance(source, (str, os.PathLike)):
        assert trust is not None
        access = Access(trust, minimum_sequence, person_key)
        paths = [as_path(delta, "a delta of a file") for delta in _listed(deltas)]
        opening = Opening(as_path(source, "source"), paths, bool(mapped), access)
        return opening.open(None if memory is None else as_path(memory, "memory"))
    if not isinstance(source, (list, tuple)):
        raise TypeError(f"source must be a path, bytes, or a list of them, not {type(source).__name__}")
    if tuple(_listed(deltas)) or memory is not None:
        raise ValueError("deltas and memory belong to one source; open each with its own, and give the rosters")

    def member(one: Source) -> Roster:
        if isinstance(one, Roster):
            return one
        return open(one, trust=trust, person_key=person_key, mapped=mapped, minimum_sequence=minimum_sequence)

    return together([member(one) for one in source])


def _listed(deltas: object) -> Sequence[object]:
    if isinstance(deltas, (str, bytes, os.PathLike)) or not isinstance(deltas, Iterable):
        raise TypeError(f"deltas must be a list, not {type(deltas).__name__}")
    return tuple(deltas)


def _no_bytes() -> bytes:
    raise TypeError("the base was given as bytes; give its deltas as bytes too")
