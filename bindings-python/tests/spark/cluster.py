"""PySpark beside `jrp screen`, in a cluster of two executors on this machine.

    cluster.py FOLDER ROWS          every cell is that of the command, a killed executor loses nothing
    cluster.py FOLDER ROWS --sql    the functions of the jar too
    cluster.py FOLDER ROWS --rate   the same answers counted, and rows a second beside the wheel alone

FOLDER gets lists of synthetic records. JRP names the command, JRP_JAR the jar of the Java library.
"""

import csv
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
os.environ.setdefault("JRP_TEST_DATA", "")
os.environ["PYSPARK_PYTHON"] = sys.executable

from conftest import COLUMNS, NOW, build, register, run  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

import jrp  # noqa: E402
import jrp.spark  # noqa: E402

ADDED = ["outcome", "lists", "match", "warnings", "prompt"]
SCHEMA = "row bigint, credit_code string, name string, kind string, id_kind string, id string"
#: How the columns are called in the register, and in the data frame.
READ = {"credit_code": "credit_code", "name": "name", "kind": "kind", "id_kind": "id_kind", "id": "id"}
KEY = jrp.FromEnvironment("JRP_PERSON_KEY")


def session(folder, key):
    builder = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .appName("jrp")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "4g")
        .config("spark.driver.maxResultSize", "0")
        .config("spark.executorEnv.JRP_PERSON_KEY", key)
        .config("spark.executorEnv.JRP_LISTS", str(folder / "lists.jrp"))
        .config("spark.executorEnv.JRP_TRUST", str(folder / "keys" / "jrp.pub"))
        .config("spark.executorEnv.JRP_PERSON_KEY_FILE", str(folder / "keys" / "person.key"))
        .config("spark.executorEnv.PYTHONPATH", os.pathsep.join(sys.path))
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.catalogImplementation", "hive")
        .config("spark.hadoop.javax.jdo.option.ConnectionURL", "jdbc:derby:memory:jrp;create=true")
    )
    if os.environ.get("JRP_JAR"):
        builder = builder.config("spark.jars", os.environ["JRP_JAR"])
    return builder.getOrCreate()


def written(folder, count):
    """A register of so many rows, and what the command makes of it."""
    rows = register(folder, count)
    with open(folder / "register.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["row", *COLUMNS])
        writer.writeheader()
        writer.writerows({"row": at, **row} for at, row in enumerate(rows))
    run(
        folder,
        *("screen", "--snapshot", "lists.jrp", "--trust", "keys/jrp.pub", "--person-key", "keys/person.key"),
        *("--scenario", "ZFCG", "--now", NOW, "--in", "register.csv", "--out", "out.csv"),
        ok=(0, 10, 11, 12, 20),
    )


def expected(folder):
    with open(folder / "out.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield int(row["row"]), tuple(row[title] for title in ADDED)


def screened(spark, folder, df):
    return jrp.spark.screen(
        df, folder / "lists.jrp", folder / "keys" / "jrp.pub", "ZFCG", person_key=KEY, columns=READ, now=NOW
    )


def kills_its_executor_once(marker):
    """Ends the process of the executor in the middle of a partition, the first time that it gets there."""

    def body(batches):
        for at, batch in enumerate(batches):
            yield batch
            if at == 0:
                try:
                    os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
                except FileExistsError:
                    continue
                # A worker of Python is the child of a daemon, which is the child of the executor.
                with open(f"/proc/{os.getppid()}/stat") as file:
                    os.kill(int(file.read().rpartition(")")[2].split()[1]), signal.SIGKILL)
                os.kill(os.getpid(), signal.SIGKILL)

    return body


def opened_by(plan):
    """Which process opened which lists."""

    def body(batches):
        import pyarrow

        for batch in batches:
            first = jrp.spark._lists(plan)
            assert first is jrp.spark._lists(plan)
            yield pyarrow.record_batch({"process": [os.getpid()], "lists": [id(first)]})

    return body


def same_cells(folder, answered, digest):
    """How many rows there are, each of which is that of the command."""
    told = answered.select("row", *ADDED, "digest").toArrow().sort_by("row")
    assert told.column("digest").unique().to_pylist() == [digest]
    count = 0
    cells = zip(*(told.column(title).to_pylist() for title in ADDED))
    for (at, expect), row, found in zip(expected(folder), told.column("row").to_pylist(), cells):
        assert (at, expect) == (row, found)
        count += 1
    assert count == told.num_rows, "rows that nobody asked"
    return count


def main():
    folder, count = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    build(folder, 5000)
    written(folder, count)
    key = (folder / "keys" / "person.key").read_text()
    os.environ["JRP_PERSON_KEY"] = key
    with jrp.open(folder / "lists.jrp", trust=folder / "keys" / "jrp.pub") as lists:
        digest = lists.digests[0]
    spark = session(folder, key)
    spark.sparkContext.setLogLevel("OFF")
    try:
        df = spark.read.csv(str(folder / "register.csv"), header=True).withColumnRenamed("subject_kind", "kind")
        df = df.selectExpr(*(f"cast({part.split()[0]} as {part.split()[1]}) as {part.split()[0]}" for part in SCHEMA.split(", ")))
        df = df.repartition(8).cache()
        df.count()
        if "--rate" in sys.argv:
            rate(spark, folder, df, count)
            return
        print(same_cells(folder, screened(spark, folder, df), digest), "rows as jrp screen has them")

        marker = str(folder / "killed")
        tripped = df.mapInArrow(kills_its_executor_once(marker), df.schema)
        answers = screened(spark, folder, tripped)
        assert same_cells(folder, answers, digest) == count and os.path.exists(marker)
        print("an executor was killed, and nothing is missing")

        plan = screened_plan(spark, folder, df)
        opened = df.mapInArrow(opened_by(plan), "process long, lists long").distinct().collect()
        processes = {row["process"] for row in opened}
        assert len(opened) == len(processes), opened
        print(f"{len(processes)} processes opened the lists once each")
        refused(spark, folder, df)
        if "--sql" in sys.argv:
            functions(spark, folder, df)
    finally:
        spark.stop()


def screened_plan(spark, folder, df):
    kept = []
    original = jrp.spark._Answers

    class Kept(original):
        def __init__(self, plan, *rest):
            kept.append(plan)
            super().__init__(plan, *rest)

    jrp.spark._Answers = Kept
    try:
        screened(spark, folder, df)
    finally:
        jrp.spark._Answers = original
    import pickle

    assert (folder / "keys" / "person.key").read_bytes().splitlines()[1] not in pickle.dumps(kept[0])
    return kept[0]


def refused(spark, folder, df):
    """What is wrong is said by the driver, before the cluster begins to work."""
    lists, trust = folder / "lists.jrp", folder / "keys" / "jrp.pub"
    for error, named in [
        (TypeError, {"person_key": b"content"}),
        (TypeError, {"columns": {"credit_code": "row"}}),
        (ValueError, {"columns": {"credit_code": "absent"}}),
        (ValueError, {"columns": {"code": "credit_code"}}),
        (jrp.JrpError, {"lang": "fr"}),
        (jrp.JrpError, {"scenario": "XX"}),
    ]:
        try:
            jrp.spark.screen(df, **{"snapshot": lists, "trust": trust, "scenario": "ZFCG", **named})
            raise AssertionError(named)
        except error:
            pass
    again = screened(spark, folder, df)
    try:
        screened(spark, folder, again)
        raise AssertionError("columns of the same name")
    except ValueError as error:
        assert "prefix" in str(error)
    print("what is wrong is said before the work begins")


def functions(spark, folder, df):
    """The functions of the jar answer as the wheel does."""
    spark.sql("create temporary function jrp_outcome as 'org.jrp.hive.OutcomeFunction'")
    spark.sql("create temporary function jrp_check_json as 'org.jrp.hive.CheckJsonFunction'")
    some = df.where("id is null and kind is null").limit(200)
    some.createOrReplaceTempView("suppliers")
    told = spark.sql(
        f"select credit_code, name, jrp_outcome(credit_code, name, 'ZFCG', '{NOW}') as outcome,"
        f" jrp_check_json(credit_code, name, 'ZFCG', '{NOW}') as json from suppliers"
    ).collect()
    keys = folder / "keys"
    with jrp.open(folder / "lists.jrp", trust=keys / "jrp.pub", person_key=keys / "person.key") as lists:
        for row in told:
            if row["json"] is None:
                assert row["outcome"] == "indeterminate" and not (row["credit_code"] or row["name"])
                continue
            answer = lists.check("ZFCG", credit_code=row["credit_code"], name=row["name"], now=NOW)
            assert (row["outcome"], row["json"]) == (answer.outcome, answer.to_json()), row
    assert len(told) > 50
    print(f"{len(told)} rows answered by the functions of SQL")


def rate(spark, folder, df, count):
    """Rows a second of the cluster, and of the wheel on as many threads, in one run: codes alone."""
    import concurrent.futures

    import pyarrow

    codes = df.select("row", "credit_code").cache()
    codes.count()
    table = pyarrow.table({"credit_code": [row["credit_code"] for row in codes.select("credit_code").collect()]})
    parts = [table.slice(at * count // 2, count // 2) for at in range(2)]
    keys = folder / "keys"
    with jrp.open(folder / "lists.jrp", trust=keys / "jrp.pub", person_key=keys / "person.key", mapped=True) as lists:
        asked = jrp.spark.screen(codes, folder / "lists.jrp", keys / "jrp.pub", "ZFCG", person_key=KEY, now=NOW)
        best = {"wheel": 0.0, "cluster": 0.0}
        for _ in range(3):
            began = time.perf_counter()
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                list(pool.map(lambda part: lists.screen(part, "ZFCG", now=NOW), parts))
            best["wheel"] = max(best["wheel"], count / (time.perf_counter() - began))
            began = time.perf_counter()
            asked.write.format("noop").mode("overwrite").save()
            best["cluster"] = max(best["cluster"], count / (time.perf_counter() - began))
    load = os.getloadavg()[0]
    print(f"{count} rows on two cores at a load of {load:.0f}: the wheel {best['wheel']:,.0f} rows/s, PySpark {best['cluster']:,.0f}")


if __name__ == "__main__":
    main()
