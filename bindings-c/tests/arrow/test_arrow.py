"""jrp_roster_screen_arrow: every cell is that of `jrp screen`. JRP and LIBJRP name the command and the library."""

import csv
import os
import random
import subprocess

import pyarrow as pa
import pytest
from jrp_arrow import ArrowArray, ArrowSchema, JrpError, Lists

JRP, LIBRARY = os.environ["JRP"], os.environ["LIBJRP"]
ADDED = ["outcome", "lists", "match", "warnings", "prompt"]
COLUMNS = ["credit_code", "name", "subject_kind", "id_kind", "id"]
QUERY_INVALID, NULL_POINTER, SCENARIO_UNKNOWN = 122, 2, 120


def run(folder, *arguments, ok=(0,)):
    done = subprocess.run([JRP, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode in ok, done.stderr


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Lists of 5,000 synthetic records."""
    folder = tmp_path_factory.mktemp("arrow")
    run(folder, "synth", "--records", "5000", "--seed", "7", "--out", "feed.csv")
    run(folder, "keygen", "--suite", "ed25519-blake3", "--out", "keys")
    run(
        folder,
        *("build", "--feed", "feed.csv", "--key", "keys/jrp.key", "--person-key", "keys/person.key", "--sequence", "1"),
        *("--publisher", "示例区信用办", "--region", "320507", "--audience", "government", "--possible-names"),
        *("--covers", "BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX"),
        *("--issued-at", "2026-11-21T09:00:00+08:00", "--as-of", "2026-11-21", "--next-update", "2026-12-01T09:00:00+08:00"),
        *("--expires", "2027-01-01T09:00:00+08:00", "--out", "lists.jrp"),
    )
    return folder


@pytest.fixture(scope="session")
def lists(folder):
    lists = Lists(LIBRARY, str(folder / "lists.jrp"), str(folder / "keys/jrp.pub"), str(folder / "keys/person.key"))
    yield lists
    lists.close()


@pytest.fixture(scope="session")
def rows(folder):
    """5,000 rows: as the feed has them, without code, without name, spoilt, of nobody."""
    random.seed(3)
    with open(folder / "feed.csv", encoding="utf-8-sig", newline="") as file:
        feed = list(csv.DictReader(file))
    rows = []
    for at, record in enumerate(feed):
        row = {column: record.get(column) or None for column in COLUMNS}
        if row["id_kind"] == "uscc" and at % 3:
            row |= {"credit_code": row["id"], "id": None, "id_kind": None}
        code, way = row["credit_code"], at % 8
        if way == 1:
            row = dict.fromkeys(COLUMNS) | {"credit_code": code, "subject_kind": row["subject_kind"]}
        elif way == 2:
            row = dict.fromkeys(COLUMNS) | {"name": row["name"]}
        elif way == 3 and code:
            row["credit_code"] = code[:12] + random.choice("0123456789") + code[13:]
        elif way == 4 and code:
            row = dict.fromkeys(COLUMNS) | {"credit_code": code[:17] + random.choice("0123456789")}
        elif way == 5 and row["name"]:
            row["name"] = row["name"][:-1] or None
        elif way == 6:
            row = dict.fromkeys(COLUMNS) | ({"credit_code": "91320507MA1DDDDD66"} if at % 16 == 6 else {})
        rows.append(row)
    assert len(rows) == 5000
    return rows


def batch(rows, kind=pa.string()):
    titles = [(column, "kind" if column == "subject_kind" else column) for column in COLUMNS]
    arrays = [pa.array([row[column] for row in rows], pa.string()).cast(kind) for column, _ in titles]
    return pa.RecordBatch.from_arrays(arrays, names=[title for _, title in titles])


@pytest.fixture(scope="session", params=["zh-CN", "en"])
def screened(request, folder, rows):
    with open(folder / "register.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    run(
        folder,
        *("screen", "--snapshot", "lists.jrp", "--trust", "keys/jrp.pub", "--person-key", "keys/person.key"),
        *("--scenario", "ZFCG", "--now", "2026-11-22T09:00:00+08:00", "--lang", request.param),
        *("--in", "register.csv", "--out", "out.csv"),
        ok=(0, 10, 11, 12, 20),
    )
    with open(folder / "out.csv", encoding="utf-8-sig", newline="") as file:
        return (["zh-CN", "en"].index(request.param), list(csv.DictReader(file)))


def test_every_cell_is_that_of_the_command(lists, rows, screened):
    lang, expected = screened
    answer = lists.screen(batch(rows), lang=lang)
    assert answer.schema.names == ADDED and answer.num_rows == len(expected)
    told = answer.to_pylist()
    for at, (row, answered) in enumerate(zip(expected, told)):
        assert {column: row[column] for column in ADDED} == answered, (at, rows[at])
    outcomes = {row["outcome"] for row in told}
    assert {"clear", "indeterminate", "prohibited", "review"} <= outcomes, outcomes
    assert lists.screen(batch(rows), by_set=True, lang=lang) == answer


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())], ids=str)
def test_every_type_of_text_and_every_slice_comes_to_the_same(lists, rows, kind):
    answer = lists.screen(batch(rows))
    table = batch(rows, kind) if not pa.types.is_dictionary(kind) else None
    if table is None:
        plain = batch(rows)
        table = pa.RecordBatch.from_arrays([column.dictionary_encode() for column in plain.columns], names=plain.schema.names)
    assert lists.screen(table) == answer
    for start, count in [(0, 0), (1, 1), (7, 1000), (4999, 1), (5000, 0)]:
        assert lists.screen(table.slice(start, count)) == answer.slice(start, count), (start, count)


def test_chunks_may_be_kept_longer_than_the_rest(lists, rows):
    prompts = lists.screen(batch(rows)).column("prompt")
    assert prompts.to_pylist() == lists.screen(batch(rows)).column("prompt").to_pylist()


@pytest.mark.parametrize(
    ("table", "code", "said"),
    [
        ({"credit_code": pa.array([1, 2])}, QUERY_INVALID, "column credit_code is of the Arrow type"),
        ({"name": pa.array([b"x"])}, QUERY_INVALID, "column name is of the Arrow type"),
        ({"name": pa.array([["x"]])}, QUERY_INVALID, "column name is of the Arrow type"),
        ({"name": pa.array([{"name": "x"}])}, QUERY_INVALID, "column name is of the Arrow type"),
        ({"名称": pa.array(["x"])}, QUERY_INVALID, "no column is called credit_code, name or id"),
        ({"name": pa.array(["x"]), "kind": pa.array(["企业"])}, QUERY_INVALID, "column kind, row 0"),
    ],
)
def test_what_is_no_register_is_refused_by_name(lists, table, code, said):
    with pytest.raises(JrpError, match=said) as refused:
        lists.screen(pa.RecordBatch.from_pydict(table))
    assert refused.value.code == code


def test_what_was_released_or_cannot_be_asked_is_refused(lists, rows):
    with pytest.raises(JrpError) as refused:
        lists.screen_structs(ArrowSchema(), ArrowArray())
    assert refused.value.code == NULL_POINTER
    with pytest.raises(JrpError) as refused:
        lists.screen(batch(rows), scenario="XX")
    assert refused.value.code == SCENARIO_UNKNOWN
    with pytest.raises(JrpError, match="names a subject"):
        lists.screen(batch(rows), name="苏州示例科技有限公司")
