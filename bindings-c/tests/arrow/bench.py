"""Rows a second through jrp_roster_screen_arrow and, in the same run, row by row through ctypes.

JRP=target/release/jrp LIBJRP=target/release/libjrp.so python bench.py [ROWS [RECORDS]]
"""

import csv
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pyarrow as pa
from jrp_arrow import Lists

JRP, LIBRARY = os.environ["JRP"], os.environ["LIBJRP"]
SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def code(body):
    """The credit code of a company in a district with this body of eight signs (GB 32100, GB 11714)."""
    sum9 = sum(LETTERS.index(sign) * weight for sign, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    check9 = "0123456789X0"[(11 - sum9 % 11) % 11]
    first = "91320507" + body + check9
    sum18 = sum(SIGNS.index(sign) * pow(3, at, 31) for at, sign in enumerate(first))
    return first + SIGNS[(31 - sum18 % 31) % 31]


def lists_in(folder, records):
    def run(*arguments):
        subprocess.run([JRP, *arguments], cwd=folder, check=True, capture_output=True)

    run("synth", "--records", str(records), "--seed", "7", "--out", "feed.csv")
    run("keygen", "--suite", "ed25519-blake3", "--out", "keys")
    run(
        *("build", "--feed", "feed.csv", "--key", "keys/jrp.key", "--person-key", "keys/person.key", "--sequence", "1"),
        *("--publisher", "示例区信用办", "--region", "320507", "--audience", "government"),
        *("--covers", "BK-SXBZXR,BK-ZDSSWF,BK-ZFCGSX"),
        *("--issued-at", "2026-11-21T09:00:00+08:00", "--as-of", "2026-11-21", "--next-update", "2026-12-01T09:00:00+08:00"),
        *("--expires", "2027-01-01T09:00:00+08:00", "--out", "lists.jrp"),
    )
    return Lists(LIBRARY, str(folder / "lists.jrp"), str(folder / "keys/jrp.pub"), str(folder / "keys/person.key"))


def rate(rows, work):
    best = 0
    for _ in range(3):
        before = time.process_time()
        work()
        best = max(best, rows / (time.process_time() - before))
    return best


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    records = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    random.seed(5)
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        lists = lists_in(folder, records)
        with open(folder / "feed.csv", encoding="utf-8-sig", newline="") as file:
            feed = [(row["id"], row["name"]) for row in csv.DictReader(file) if row["id_kind"] == "uscc" and "*" not in row["id"]]
        codes, names = [], []
        for at in range(rows):
            listed = at % 50 == 0
            known = random.choice(feed)
            codes.append(known[0] if listed else code(f"MA{random.randrange(10**6):06}"))
            names.append(known[1] if listed else f"苏州{at % 9973}号{at}科技有限公司")
        table = pa.RecordBatch.from_pydict({"credit_code": codes, "name": names})
        by_code = table.select(["credit_code"])
        outcomes = Counter(lists.screen(by_code).column("outcome").to_pylist())
        print(f"{rows} rows, {records} records: {dict(outcomes)}")
        # 20,000 of them, since this is slow: a question, its outcome, nothing else of the answer.
        some = codes[:20_000]
        one_by_one = rate(len(some), lambda: [lists.outcome(lists.query(credit_code=text)) for text in some])
        print(f"code, row by row through ctypes: {one_by_one:,.0f} rows/s")
        columns = rate(rows, lambda: lists.screen(by_code))
        print(f"code, as a column: {columns:,.0f} rows/s, {columns / one_by_one:.1f} times")
        named = table.slice(0, min(rows, 100_000))
        both = rate(named.num_rows, lambda: lists.screen(named))
        print(f"code and name, as columns: {both:,.0f} rows/s, {both / one_by_one:.1f} times")
        lists.close()


if __name__ == "__main__":
    main()
