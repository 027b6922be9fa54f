"""Open lists, and what can be asked of them."""

from __future__ import annotations

import json
import pickle
from datetime import date, datetime
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple, Union

from . import _jrp
from ._answers import Condition, Freshness, IdKind, Lang, Outcome, RosterInfo, SubjectKind
from ._comparison import Comparison
from ._error import JrpError

#: A member of a consortium: a credit code, or a dict of ``credit_code``, ``name``, ``kind`` and ``id``.
Member = Union[str, Mapping[str, Any]]
#: The present time: a ``datetime`` with its zone, seconds since 1970, or a text in RFC 3339.
Now = Union[datetime, int, str, None]
#: A date, or a text ``YYYY-MM-DD``.
Day = Union[date, str, None]
#: Another number: its kind, and the number as typed.
Id = Tuple[Optional[IdKind], Optional[str]]


class Screened:
    """The answers to a table, row by row, as columns ``outcome``, ``lists``, ``match``, ``warnings``, ``prompt``.

    Anything that reads Arrow's C interface takes it: ``pyarrow.table(screened)``, ``polars.DataFrame(screened)``,
    ``pandas.DataFrame.from_arrow(screened)``. ``screened["outcome"]`` is a column as a list, without any library.
    """

    __slots__ = ("_native",)

    def __init__(self, native: _jrp.Screened) -> None:
        self._native = native

    @property
    def column_names(self) -> List[str]:
        """The titles of the columns."""
        return self._native.titles()

    def __len__(self) -> int:
        return self._native.rows()

    def __getitem__(self, title: str) -> List[str]:
        titles = self._native.titles()
        if title not in titles:
            raise KeyError(f"no column {title!r}; there are {', '.join(titles)}")
        return self._native.cells(titles.index(title))

    def __iter__(self) -> Iterator[str]:
        return iter(self._native.titles())

    def to_dict(self) -> Dict[str, List[str]]:
        """All columns as lists."""
        return {title: self[title] for title in self}

    def __arrow_c_schema__(self) -> object:
        return self._native.schema()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        # The interface lets a producer ignore the schema that is asked for.
        return self._native.stream()

    def __repr__(self) -> str:
        return f"<jrp.Screened of {len(self)} rows>"


class Lists:
    """What can be asked, of one roster or of several."""

    __slots__ = ()

    def _lists(self) -> _jrp.Lists:
        raise NotImplementedError

    def check(
        self,
        scenario: str,
        *,
        credit_code: Optional[str] = None,
        name: Optional[str] = None,
        kind: Optional[SubjectKind] = None,
        id: Optional[Id] = None,
        members: Optional[Iterable[Member]] = None,
        conditions: Optional[Iterable[Condition]] = None,
        on: Day = None,
        now: Now = None,
        lang: Optional[Lang] = None,
    ) -> Comparison:
        """Compares a subject with the lists.

        ``scenario`` is where the question is asked, such as ``"ZFCG"``. ``on`` is the date on which records must be
        effective, today in Beijing by default; ``now`` is the clock's time by default.

        >>> import jrp
        >>> lists = jrp.open("lists.jrp", trust="keys/jrp.pub")         # doctest: +SKIP
        >>> lists.check("ZFCG", credit_code="91320507MA1QF7RX58").outcome    # doctest: +SKIP
        'clear'
        """
        terms = (scenario, conditions, on, now, lang)
        return Comparison(self._lists().check(terms, (credit_code, name, kind, id), members))

    def outcome(
        self,
        scenario: str,
        *,
        credit_code: Optional[str] = None,
        name: Optional[str] = None,
        kind: Optional[SubjectKind] = None,
        id: Optional[Id] = None,
        members: Optional[Iterable[Member]] = None,
        conditions: Optional[Iterable[Condition]] = None,
        on: Day = None,
        now: Now = None,
    ) -> Outcome:
        """What :meth:`check` comes to, and nothing else: the fastest question."""
        terms = (scenario, conditions, on, now, None)
        said = self._lists().outcome(terms, (credit_code, name, kind, id), members)
        return said  # type: ignore[return-value]

    def screen(
        self,
        table: object,
        scenario: str,
        *,
        columns: Optional[Mapping[str, str]] = None,
        conditions: Optional[Iterable[Condition]] = None,
        on: Day = None,
        now: Now = None,
        lang: Optional[Lang] = None,
    ) -> Screened:
        """Answers every row of a table: one of pyarrow, pandas, Polars, DuckDB, or anything with Arrow's C interface.

        The columns ``credit_code``, ``name``, ``id`` with ``id_kind``, and ``kind`` are read. ``columns`` names those
        that the table calls otherwise: ``columns={"credit_code": "统一社会信用代码"}``. The answers stand in the order of
        the rows, with the cells of ``jrp screen``.
        """
        titles = [(ours, theirs) for ours, theirs in (columns or {}).items()]
        return Screened(self._lists().screen(table, (scenario, conditions, on, now, lang), titles))

    def infos(self) -> List[RosterInfo]:
        """What each roster says of itself: publisher, sequence, dates, lists with their records."""
        return [RosterInfo(json.loads(info)) for info in self._lists().info()]

    def freshness(self, now: Now = None) -> List[Freshness]:
        """How old the data of each roster are."""
        return [Freshness(json.loads(age)) for age in self._lists().freshness(now)]

    @property
    def digests(self) -> List[str]:
        """The digest of the newest file of each roster: which lists these are."""
        return self._lists().digests()


class Again:
    """How another process opens the same lists."""

    def open(self, memory: Optional[str] = None) -> Roster:
        raise NotImplementedError

    def stays_here(self) -> Optional[str]:
        """Why it cannot."""
        return None


class Roster(Lists):
    """Lists that never change; any number of threads may ask them at once. :func:`jrp.open` makes it."""

    __slots__ = ("_native", "_again", "__weakref__")

    def __init__(self, native: _jrp.Lists, again: Again) -> None:
        self._native: Optional[_jrp.Lists] = native
        self._again = again

    def _lists(self) -> _jrp.Lists:
        native = self._native
        if native is None:
            raise JrpError("closed", "the lists were closed; ask before close(), or open them anew")
        return native

    @property
    def info(self) -> RosterInfo:
        """What the first roster says of itself."""
        return self.infos()[0]

    def close(self) -> None:
        """Frees the lists. Questions under way finish; later ones raise :class:`JrpError` ``closed``."""
        self._native = None

    def __enter__(self) -> Roster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __reduce__(self) -> Tuple[Any, ...]:
        digests = self._lists().digests()
        why = self._again.stays_here()
        if why is not None:
            raise pickle.PicklingError(why)
        return _reopen, (self._again, digests)

    def __repr__(self) -> str:
        if self._native is None:
            return "<jrp.Roster, closed>"
        told = ", ".join(f"{info.publisher} no. {info.sequence}" for info in self.infos())
        return f"<jrp.Roster: {told}>"


def _reopen(again: Again, digests: List[str]) -> Roster:
    """Opens in this process what another one has pickled, and nothing else."""
    roster = again.open()
    if roster.digests != digests:
        raise JrpError(
            "digest-mismatch",
            "the lists under this path are not those that were pickled; pickle lists opened from a file that keeps its "
            "name and content, or open the folder in each process",
        )
    return roster
