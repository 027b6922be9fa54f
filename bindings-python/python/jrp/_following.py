"""Lists that follow published folders."""

from __future__ import annotations

import os
import threading
import traceback
import weakref
from typing import Callable, List, Optional, Sequence, Union

from . import _jrp
from ._error import JrpError
from ._keys import Access, PersonKey, Text, as_path
from ._opening import Opening, Path, together
from ._roster import Lists, Roster


class LiveRoster(Lists):
    """The newest lists of one folder or several. :func:`jrp.follow` makes it.

    Newer lists are verified beside those in use and take their place between two questions. Where something is refused,
    those in use stay, and ``failure`` says why.
    """

    def __init__(
        self,
        folders: Sequence[str],
        access: Access,
        every: float,
        memory: Optional[str],
        listener: Optional[Callable[[LiveRoster], object]],
    ) -> None:
        self._folders = folders
        self._access = access
        self._every = every
        self._memory = memory
        self._listener = listener
        self._one_at_a_time = threading.Lock()
        self._failure: Optional[JrpError] = None
        self._parts: List[Roster] = [Opening(folder, [], False, access).open(memory) for folder in folders]
        self._in_use: Optional[Roster] = together(self._parts)
        self._looking_in: Optional[int] = None
        self._closed = threading.Event()
        self._look_on()

    def _lists(self) -> _jrp.Lists:
        return self.roster._lists()

    def _here(self) -> None:
        # A forked process has the lists and not the thread, whose lock may be held for good.
        if self._looking_in != os.getpid():
            self._look_on()

    def _look_on(self) -> None:
        self._looking_in = os.getpid()
        self._one_at_a_time = threading.Lock()
        self._closed = threading.Event()
        thread = threading.Thread(
            target=_look, args=(weakref.ref(self), self._closed, self._every), name="jrp-follow", daemon=True
        )
        thread.start()

    @property
    def failure(self) -> Optional[JrpError]:
        """Why the last look failed; ``None`` where it did not."""
        return self._failure

    @property
    def roster(self) -> Roster:
        """The lists in use now, which do not change."""
        in_use = self._in_use
        if in_use is None:
            raise JrpError("closed", "the lists were closed; ask before close(), or follow the folder anew")
        self._here()
        return in_use

    def refresh(self) -> bool:
        """Looks now: whether newer lists came into use. Raises what was refused; what is in use of it stays."""
        self._here()
        with self._one_at_a_time:
            if self._in_use is None:
                return False
            parts, refused = list(self._parts), None
            for at, folder in enumerate(self._folders):
                try:
                    newer = parts[at]._lists().newer(folder, self._access.native())
                    if newer is not None:
                        parts[at] = Roster(newer, Opening(folder, [], False, self._access))
                        # What is kept for the next start: only what comes into use.
                        if self._memory is not None:
                            Opening(folder, [], False, self._access).open(self._memory)
                except JrpError as error:
                    refused = error
            is_news = any(new is not old for new, old in zip(parts, self._parts))
            if is_news:
                self._parts, self._in_use = parts, together(parts)
            self._failure = refused
        if refused is not None:
            raise refused
        return is_news

    def close(self) -> None:
        """Ends the following, and frees the lists."""
        self._in_use = None
        self._closed.set()

    def __enter__(self) -> LiveRoster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> str:
        raise TypeError("lists that follow a folder cannot be pickled; pickle live.roster, the lists in use")

    def __repr__(self) -> str:
        return f"<jrp.LiveRoster of {', '.join(self._folders)}>"


def _look(followed: weakref.ReferenceType[LiveRoster], closed: threading.Event, every: float) -> None:
    """Looks until the lists are closed, or nobody has them any more."""
    while not closed.wait(every):
        live = followed()
        if live is None or live._in_use is None:
            return
        try:
            is_news = live.refresh()
        except JrpError:
            is_news = True
        if is_news and live._listener is not None:
            try:
                live._listener(live)
            except Exception:
                # A listener that fails must not end the following.
                traceback.print_exc()
        del live


def follow(
    folder: Union[Path, Sequence[Path]],
    *,
    trust: Text,
    person_key: Optional[PersonKey] = None,
    every: float = 30.0,
    minimum_sequence: int = 0,
    memory: Optional[Path] = None,
    listener: Optional[Callable[[LiveRoster], object]] = None,
) -> LiveRoster:
    """Opens a published folder, or those of several publishers, and takes what is newer as it comes.

    A thread looks every so many seconds, also in a forked process. ``listener`` is called with the lists after newer ones
    came into use, and after a look failed. The other arguments are those of :func:`jrp.open`.
    """
    folders = [folder] if isinstance(folder, (str, os.PathLike)) else list(folder)
    if not folders:
        raise ValueError("no folder is named; give one at least")
    if not isinstance(every, (int, float)) or not 0.01 <= every < threading.TIMEOUT_MAX:
        raise ValueError("every must be a number of seconds, a hundredth at least")
    if memory is not None and len(folders) > 1:
        raise ValueError("a memory is of one folder; follow several without")
    paths = [as_path(one, "a folder") for one in folders]
    for path in paths:
        if not os.path.isdir(path):
            raise JrpError("file-unreadable", f"{path} is not a folder; name one that jrp publish or jrp pull keeps")
    access = Access(trust, minimum_sequence, person_key)
    return LiveRoster(paths, access, every, None if memory is None else as_path(memory, "memory"), listener)
