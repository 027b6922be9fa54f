"""Screens a data frame of Spark: every executor asks lists of its own, and nothing of the register is sent anywhere.

>>> import jrp.spark                                                                     # doctest: +SKIP
>>> answered = jrp.spark.screen(suppliers, "lists.jrp", "keys/jrp.pub", "ZFCG")          # doctest: +SKIP

``docs/SCALE.md`` tells how many executors a register needs, and what happens when one fails.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import time
from typing import TYPE_CHECKING, Any, Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Union

from . import _jrp
from ._error import JrpError
from ._keys import FromEnvironment, Text, as_path
from ._opening import Path, open
from ._roster import Day, Now, Roster

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: The column that tells which lists answered.
DIGEST = "digest"
_READ = ("credit_code", "name", "id", "id_kind", "kind")


class _Plan:
    """What the driver fixes for every worker. It is pickled with the task, so it holds no key."""

    def __init__(
        self,
        snapshots: Sequence[Tuple[str, ...]],
        ships: bool,
        trust: bytes,
        person_key: Union[None, str, FromEnvironment],
        digests: List[str],
        question: Dict[str, Any],
    ) -> None:
        self.snapshots = snapshots
        self.ships = ships
        self.trust = trust
        self.person_key = person_key
        self.digests = digests
        self.question = question

    def open(self) -> Roster:
        def place(path: str) -> str:
            if not self.ships:
                return path
            from pyspark import SparkFiles

            return str(SparkFiles.get(os.path.basename(path)))

        def one(layers: Tuple[str, ...]) -> Roster:
            base, *deltas = (place(path) for path in layers)
            is_folder = os.path.isdir(base)
            return open(base, trust=self.trust, person_key=self.person_key, deltas=deltas, mapped=not is_folder)

        roster = open([one(layers) for layers in self.snapshots])
        if roster.digests != self.digests:
            raise JrpError(
                "digest-mismatch",
                "a worker has other lists under this path than the driver; give all of them the same file, or leave ship=True",
            )
        return roster


# In the module, not in the driver's script: what stands there is pickled, and opened anew in every task.
_opened: Dict[Tuple[str, ...], Roster] = {}


def _lists(plan: _Plan) -> Roster:
    """The lists of this worker process, opened once. A worker answers for one publication at a time."""
    key = (*plan.digests, repr(plan.person_key))
    if key not in _opened:
        _opened.clear()
        _opened[key] = plan.open()
    return _opened[key]


class _Answers:
    """What a worker does with the batches of a partition."""

    def __init__(self, plan: _Plan, columns: Dict[str, str], names: List[str]) -> None:
        self.plan = plan
        self.columns = columns
        self.names = names

    def __call__(self, batches: Iterable[Any]) -> Iterator[Any]:
        import pyarrow

        lists, digest = _lists(self.plan), ";".join(self.plan.digests)
        for batch in batches:
            asked = batch.select(list(self.columns.values()))
            screened = lists.screen(asked, columns=self.columns, **self.plan.question)
            answers = pyarrow.table(screened).combine_chunks().to_batches()
            told = answers[0].columns if answers else [pyarrow.array([], pyarrow.string()) for _ in screened]
            told.append(pyarrow.array([digest] * batch.num_rows, pyarrow.string()))
            yield pyarrow.RecordBatch.from_arrays([*batch.columns, *told], names=self.names)


def screen(
    df: DataFrame,
    snapshot: Union[Path, Sequence[Union[Path, Sequence[Path]]]],
    trust: Text,
    scenario: str,
    *,
    person_key: Union[None, str, os.PathLike[str], FromEnvironment] = None,
    columns: Optional[Mapping[str, str]] = None,
    conditions: Optional[Iterable[str]] = None,
    on: Day = None,
    now: Now = None,
    lang: Optional[str] = None,
    ship: bool = True,
    prefix: str = "",
) -> DataFrame:
    """The rows of ``df`` with the columns ``outcome``, ``lists``, ``match``, ``warnings``, ``prompt`` of ``jrp screen``, and
    ``digest``, which names the lists that answered.

    ``snapshot`` is a snapshot file. A list asks several publishers as one, and a member of it may be a list of a base and
    its deltas. With ``ship`` the driver sends the files to the executors; without, every worker opens the same path itself,
    which may then be a folder too. Each worker process opens them once, by mapping, and checks that their digests are those
    of the driver.

    The time is the driver's, for all rows. ``person_key`` is a path that every worker can read, or
    :class:`jrp.FromEnvironment`; it is never sent. ``prefix`` goes before the names of the new columns.
    """
    if isinstance(person_key, bytes):
        raise TypeError("person_key would be sent with every task; give a path on the workers, or jrp.FromEnvironment")
    chosen = _columns(df, columns)
    sources = _layers(snapshot)
    if ship and any(os.path.isdir(path) for layers in sources for path in layers):
        raise ValueError("a folder is not sent; give its files, or ship=False and a path that every worker has")
    content = trust if isinstance(trust, bytes) else _jrp.read_text(as_path(trust, "trust")).encode()
    # Proved here first, before a cluster begins to work. Persons need no key for that.
    proof = open([open(base, trust=content, deltas=deltas) for base, *deltas in sources])
    question: Dict[str, Any] = {
        "scenario": scenario,
        "conditions": None if conditions is None else list(conditions),
        "on": on,
        "now": int(time.time()) if now is None else now,
        "lang": lang,
    }
    # Refused here, what no row can be asked.
    empty = _empty_table(chosen)
    proof.screen(empty, columns=chosen, **question)
    key = person_key if person_key is None or isinstance(person_key, FromEnvironment) else as_path(person_key, "person_key")
    shipped = _ship(df, sources, proof.digests) if ship else sources
    plan = _Plan(shipped, ship, content, key, proof.digests, question)
    proof.close()

    from pyspark.sql.types import StringType, StructField, StructType

    made = [prefix + name for name in (*_jrp.Screened.titles(), DIGEST)]
    taken = sorted(set(made) & set(df.columns))
    if taken:
        raise ValueError(f"the data frame has columns {', '.join(taken)} already; give a prefix")
    schema = StructType([*df.schema.fields, *(StructField(name, StringType(), False) for name in made)])
    return df.mapInArrow(_Answers(plan, chosen, [*df.columns, *made]), schema)


def _empty_table(columns: Dict[str, str]) -> Any:
    import pyarrow

    return pyarrow.table({title: pyarrow.array([], pyarrow.string()) for title in columns.values()})


def _columns(df: DataFrame, columns: Optional[Mapping[str, str]]) -> Dict[str, str]:
    """Which columns are read as what, by the titles of the data frame."""
    from pyspark.sql.types import StringType

    given = dict(columns) if columns is not None else {name: name for name in _READ if name in df.columns}
    if not given.keys() & {"credit_code", "name", "id"}:
        raise ValueError("no column is called credit_code, name or id; name them by columns=")
    types = {field.name: field.dataType for field in df.schema.fields}
    for ours, title in given.items():
        if ours not in _READ:
            raise ValueError(f"no column {ours} is read; use {', '.join(_READ)}")
        if title not in types:
            raise ValueError(f"the data frame has no column {title}, which {ours} should be read from")
        if not isinstance(types[title], StringType):
            raise TypeError(f"column {title} is {types[title].simpleString()}; cast it to string where its digits are all there")
    return given


def _layers(snapshot: object) -> List[Tuple[str, ...]]:
    if not isinstance(snapshot, (list, tuple)):
        return [(as_path(snapshot, "snapshot"),)]
    if not snapshot:
        raise ValueError("no snapshot is named; give one at least")
    return [
        tuple(as_path(layer, "a layer") for layer in one) if isinstance(one, (list, tuple)) else (as_path(one, "a snapshot"),)
        for one in snapshot
    ]


def _ship(df: DataFrame, sources: List[Tuple[str, ...]], digests: List[str]) -> List[Tuple[str, ...]]:
    """Sends the files under names of their own, since Spark sends no two files of one name."""
    context = df.sparkSession.sparkContext
    folder = tempfile.mkdtemp(prefix="jrp-spark-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shipped = []
    for digest, layers in zip(digests, sources):
        sent = []
        for number, path in enumerate(layers):
            name = f"jrp-{digest.replace(':', '-')}-{number}.jrp"
            there = os.path.join(folder, name)
            try:
                os.link(path, there)
            except OSError:
                shutil.copyfile(path, there)
            if not any(str(known).endswith("/" + name) for known in context.listFiles):
                context.addFile(there)
            sent.append(name)
        shipped.append(tuple(sent))
    return shipped
