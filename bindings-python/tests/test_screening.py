"""Tables of every library come to the cells of `jrp screen`; what is not a table is an error that says why."""

import concurrent.futures

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import COLUMNS, LISTED, NOW, OTHER, register, screened_by_the_command

import jrp

TITLES = ["outcome", "lists", "match", "warnings", "prompt"]


@pytest.fixture(scope="module")
def opened(synthetic):
    keys = synthetic / "keys"
    with jrp.open(synthetic / "lists.jrp", trust=keys / "jrp.pub", person_key=keys / "person.key", mapped=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def rows(synthetic):
    return register(synthetic, 5000)


@pytest.fixture(scope="module")
def expected(synthetic, rows):
    return [tuple(row[title] for title in TITLES) for row in screened_by_the_command(synthetic, rows)]


def table_of(rows, kind=None):
    return pa.table({column: pa.array([row[column] for row in rows], kind or pa.string()) for column in COLUMNS})


def cells(screened):
    assert list(screened) == screened.column_names == TITLES
    return list(zip(*(screened[title] for title in TITLES)))


def test_every_cell_is_that_of_the_command(opened, rows, expected):
    screened = opened.screen(table_of(rows), "ZFCG", now=NOW)
    assert len(screened) == 5000
    for at, (row, answered) in enumerate(zip(expected, cells(screened))):
        assert row == answered, (at, rows[at])
    assert {"clear", "indeterminate", "prohibited", "review"} <= set(screened["outcome"])
    assert pa.table(screened).to_pydict() == screened.to_dict()


def test_every_library_comes_to_the_same(opened, rows, expected):
    table = table_of(rows[:500])
    batches = pa.Table.from_batches(table.to_batches(max_chunksize=90))
    large = table.cast(pa.schema([(column, pa.large_string()) for column in COLUMNS]))
    dictionary = table.set_column(0, "credit_code", table.column(0).dictionary_encode())
    frame = pd.DataFrame(rows[:500], columns=COLUMNS)
    connection = duckdb.connect()
    connection.register("suppliers", table)
    tables = {
        "chunks": batches,
        "reader": pa.RecordBatchReader.from_batches(table.schema, iter(table.to_batches(max_chunksize=90))),
        "batch": table.to_batches()[0],
        "large": large,
        "dictionary": dictionary,
        "views": table.cast(pa.schema([(column, pa.string_view()) for column in COLUMNS])),
        "pandas": frame,
        "polars": pl.from_arrow(table),
        "duckdb": connection.sql("select * from suppliers"),
        "capsules": table.to_batches()[0].__arrow_c_array__(),
        "stream": table.__arrow_c_stream__(),
    }
    for name, one in tables.items():
        assert cells(opened.screen(one, "ZFCG", now=NOW)) == expected[:500], name
    assert cells(opened.screen(table.slice(100, 50), "ZFCG", now=NOW)) == expected[100:150]


def test_answers_go_into_every_library_as_often_as_wanted(opened, rows, expected):
    screened = opened.screen(table_of(rows[:300]), "ZFCG", now=NOW)
    told = [list(row) for row in expected[:300]]
    for _ in range(2):
        assert [list(row.values()) for row in pa.table(screened).to_pylist()] == told
        assert pl.DataFrame(screened).rows() == [tuple(row) for row in told]
        assert pd.DataFrame.from_arrow(screened).values.tolist() == told
    assert pa.schema(screened).names == TITLES
    assert duckdb.sql("select count(*) from screened where outcome = 'prohibited'").fetchall()[0][0] > 0
    column = pa.table(screened).column("prompt")
    del screened
    assert column.to_pylist() == [row[4] for row in told], "a column outlives what it was made of"


def test_columns_are_read_under_the_titles_that_they_have(lists):
    table = pa.table({"供应商": ["苏州甲乙科技有限公司", None], "代码": [None, OTHER], "credit_code": [LISTED, LISTED]})
    named = {"credit_code": "代码", "name": "供应商"}
    screened = lists.screen(table, "ZFCG", columns=named, now=NOW)
    assert screened["outcome"][1] == lists.outcome("ZFCG", credit_code=OTHER, now=NOW)
    assert screened["match"][0] != "identifier"


@pytest.mark.parametrize(
    ("table", "named", "words"),
    [
        ({"code": [LISTED]}, {}, "credit_code"),
        ({"credit_code": [5]}, {}, "credit_code"),
        ({"credit_code": [LISTED], "kind": ["company"]}, {}, "kind"),
        ({"credit_code": [LISTED]}, {"columns": {"name": "名称"}}, "名称"),
        ({"credit_code": [LISTED]}, {"columns": {"code": "credit_code"}}, "credit_code"),
        ({"credit_code": [LISTED], "x": [1]}, {"columns": {"credit_code": "x"}}, "credit_code"),
    ],
)
def test_tables_that_cannot_be_read_are_refused_by_column(lists, table, named, words):
    with pytest.raises(jrp.JrpError) as refused:
        lists.screen(pa.table(table), "ZFCG", now=NOW, **named)
    assert refused.value.code == "table-invalid" and words in refused.value.text


def test_what_is_no_table_is_a_type_error(lists):
    class Odd:
        def __arrow_c_stream__(self, requested_schema=None):
            return 5

    class Other:
        def __arrow_c_array__(self, requested_schema=None):
            return (5, 6)

    class Failing:
        def __arrow_c_stream__(self, requested_schema=None):
            raise RuntimeError("the disk is full")

    array = pa.array([LISTED])
    for table in (None, 5, "x", [LISTED], {"credit_code": [LISTED]}, Odd(), Other(), (1, 2, 3), lists):
        with pytest.raises(TypeError):
            lists.screen(table, "ZFCG", now=NOW)
    with pytest.raises(RuntimeError):
        lists.screen(Failing(), "ZFCG", now=NOW)
    with pytest.raises(jrp.JrpError):
        lists.screen(array, "ZFCG", now=NOW)
    swapped = array.__arrow_c_array__()[::-1]
    with pytest.raises(Exception):
        lists.screen(swapped, "ZFCG", now=NOW)
    with pytest.raises(jrp.JrpError) as unknown:
        lists.screen(pa.table({"credit_code": [LISTED]}), "XX", now=NOW)
    assert unknown.value.code == "scenario-unknown"


def test_a_producer_that_fails_is_heard(lists):
    def batches():
        yield pa.record_batch({"credit_code": [LISTED]})
        raise RuntimeError("the disk is full")

    reader = pa.RecordBatchReader.from_batches(pa.schema([("credit_code", pa.string())]), batches())
    with pytest.raises(jrp.JrpError) as refused:
        lists.screen(reader, "ZFCG", now=NOW)
    assert "the disk is full" in refused.value.text


def test_threads_screen_at_once(opened, rows, expected):
    table = table_of(rows)
    parts = [table.slice(start, 1000) for start in range(0, 5000, 1000)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        screened = pool.map(lambda part: cells(opened.screen(part, "ZFCG", now=NOW)), parts)
        assert [cell for part in screened for cell in part] == expected
