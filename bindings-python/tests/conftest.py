"""The small snapshots of the tests, and lists of 5,000 synthetic records. scripts/test-python sets the environment."""

import csv
import os
import random
import subprocess
from pathlib import Path

import pytest

import jrp

DATA = Path(os.environ["JRP_TEST_DATA"])
JRP = os.environ.get("JRP", "jrp")
NOW = "2026-11-22T09:00:00+08:00"
LISTED, OTHER = "91320507MA1AAAAA5A", "91320507MA1DDDDD66"
COLUMNS = ["credit_code", "name", "subject_kind", "id_kind", "id"]


def desk(name):
    return str(DATA / "desk" / name)


@pytest.fixture(scope="session")
def lists():
    with jrp.open(desk("desk.jrp"), trust=desk("desk.pub"), person_key=desk("person.key")) as opened:
        yield opened


def run(folder, *arguments, ok=(0,)):
    done = subprocess.run([JRP, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode in ok, done.stderr


def build(folder, records):
    """Lists of synthetic records in a folder: lists.jrp, keys, and the feed that they are made of."""
    run(folder, "synth", "--records", str(records), "--seed", "7", "--out", "feed.csv")
    run(folder, "keygen", "--suite", "ed25519-blake3", "--out", "keys")
    run(
        folder,
        *("build", "--feed", "feed.csv", "--key", "keys/jrp.key", "--person-key", "keys/person.key", "--sequence", "1"),
        *("--publisher", "示例区信用办", "--region", "320507", "--audience", "government", "--possible-names"),
        *("--covers", "BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX"),
        *("--issued-at", "2026-11-21T09:00:00+08:00", "--as-of", "2026-11-21", "--next-update", "2026-12-01T09:00:00+08:00"),
        *("--expires", "2027-01-01T09:00:00+08:00", "--out", "lists.jrp"),
    )


def register(folder, count):
    """Rows as the feed has them, without code, without name, spoilt, of nobody."""
    random.seed(3)
    with open(folder / "feed.csv", encoding="utf-8-sig", newline="") as file:
        feed = list(csv.DictReader(file))
    rows = []
    for at in range(count):
        record = feed[at % len(feed)]
        row = {column: record.get(column) or None for column in COLUMNS}
        if row["id_kind"] == "uscc" and at % 3:
            row.update(credit_code=row["id"], id=None, id_kind=None)
        code, way, nobody = row["credit_code"], at % 8, dict.fromkeys(COLUMNS)
        if way == 1:
            row = {**nobody, "credit_code": code, "subject_kind": row["subject_kind"]}
        elif way == 2:
            row = {**nobody, "name": row["name"]}
        elif way == 3 and code:
            row["credit_code"] = code[:12] + random.choice("0123456789") + code[13:]
        elif way == 4 and code:
            row = {**nobody, "credit_code": code[:17] + random.choice("0123456789")}
        elif way == 5 and row["name"]:
            row["name"] = row["name"][:-1] or None
        elif way == 6:
            row = {**nobody, "credit_code": OTHER} if at % 16 == 6 else nobody
        rows.append(row)
    return rows


def screened_by_the_command(folder, rows):
    """The cells that `jrp screen` adds to these rows."""
    with open(folder / "register.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    run(
        folder,
        *("screen", "--snapshot", "lists.jrp", "--trust", "keys/jrp.pub", "--person-key", "keys/person.key"),
        *("--scenario", "ZFCG", "--now", NOW, "--in", "register.csv", "--out", "out.csv"),
        ok=(0, 10, 11, 12, 20),
    )
    with open(folder / "out.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory):
    """A folder with lists of 5,000 records."""
    folder = tmp_path_factory.mktemp("synthetic")
    build(folder, 5000)
    return folder
