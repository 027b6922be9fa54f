"""Compares our reading of identifiers with python-stdnum.

    pip install -r tests/requirements.txt
    python tests/identifiers/crosscheck.py [--count N] [--seed S] [--binary PATH]

Runs `identify` on generated and fixed values. The values are computed, published by companies,
or printed in standards; none belongs to a natural person. Exits 1 on a disagreement that is not listed in KNOWN.
"""

import argparse
import datetime
import pathlib
import random
import subprocess
import sys

from stdnum.cn import ric, uscc
from stdnum.iso7064 import mod_11_10

ROOT = pathlib.Path(__file__).resolve().parents[2]
CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Where we disagree on purpose: a name, when it applies to (kind, value), and why.
KNOWN = [
    (
        "uscc-letter-start",
        lambda kind, value: kind == "uscc" and not value[:8].isdigit(),
        "stdnum wants digits in positions 1 to 8; GB 32100 gives A, N and Y to registration departments",
    ),
    (
        "ric-birth-date",
        lambda kind, value: kind == "citizen-id" and not real_date(value),
        "stdnum refuses impossible birth dates (and accepts future ones); here a date is a hint, never a check",
    ),
    (
        "ric-region",
        lambda kind, value: kind == "citizen-id" and not known_area(value),
        "stdnum refuses area codes missing from its table, 81/82/83 residents and foreign permanent residents (9...)",
    ),
]

FIXED = [
    ("uscc", "914403001922038216"),
    ("uscc", "9144030071526726XG"),
    ("uscc", "91110000802100433B"),
    ("uscc", "91330100799655058B"),
    ("uscc", "91350203M0001QAY9B"),  # seen in public repositories, fails the outer check
    ("uscc", "9144 0300 1922 0382 16"),
    ("uscc", "91440300192203821I"),
    ("uscc", "91440300192203821"),
    ("uscc", "A1440300192203821X"),
    ("citizen-id", "11010519491231002X"),  # printed in GB 11643-1999
    ("citizen-id", "11010519491231002x"),
    ("citizen-id", "110105194912310021"),
    ("citizen-id", "810000199001010013"),
    ("citizen-id", "932840199001010019"),
    ("citizen-id", "11010520991231002X"),
    ("citizen-id", "11010519491331002X"),
    ("citizen-id", "110105194913310013"),  # no such date
    ("citizen-id", "110105209912310010"),  # a birth in the future
    ("reg-no", "110108000000016"),
    ("reg-no", "110000006421223"),
]


def known_area(value):
    try:
        ric.get_birth_place(value)
        return True
    except Exception:
        return False


def real_date(value):
    try:
        datetime.datetime.strptime(value[6:14], "%Y%m%d")
        return True
    except ValueError:
        return False


def spoil(rng, value, alphabet):
    """The value with one character changed, half of the time."""
    if rng.random() < 0.5:
        return value
    at = rng.randrange(len(value))
    return value[:at] + rng.choice(alphabet) + value[at + 1 :]


def org_check(first8):
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(CODE.index(c) * w for c, w in zip(first8, weights))
    return "0123456789X"[(11 - total % 11) % 11]


def generated(rng, count):
    for _ in range(count):
        start = rng.choice(["91", "92", "11", "12", "51", "A1", "N2", "Y1"])
        subject = "".join(rng.choice(CREDIT) for _ in range(8))
        first17 = start + rng.choice(["110000", "320500", "440300"]) + subject + org_check(subject)
        yield "uscc", spoil(rng, first17 + uscc.calc_check_digit(first17), CREDIT)

        code = "".join(rng.choice(CODE) for _ in range(8))
        yield "org-code", spoil(rng, code + org_check(code), "0123456789X")

        born = datetime.date(1940, 1, 1) + datetime.timedelta(days=rng.randrange(30000))
        area = rng.choice(["110105", "320500", "440524", "810000", "830000", "932840"])
        first17 = area + born.strftime("%Y%m%d") + f"{rng.randrange(1000):03}"
        yield "citizen-id", spoil(rng, first17 + ric.calc_check_digit(first17 + "0"), "0123456789")

        first14 = "".join(rng.choice("0123456789") for _ in range(14))
        yield "reg-no", spoil(rng, first14 + mod_11_10.calc_check_digit(first14), "0123456789")


def peer_accepts(kind, value):
    """What stdnum says; of organisation codes, which it lacks, the formula of GB 11714 as written above."""
    if kind == "uscc":
        return uscc.is_valid(value)
    if kind == "citizen-id":
        return ric.is_valid(value)
    if kind == "reg-no":
        return mod_11_10.is_valid(value)
    return org_check(value[:8]) == value[8]


def we_accept(kind, answer):
    """Read, and the check that the peer knows holds: stdnum has no inner check of a credit code."""
    state, *rest = answer.split("\t")
    warnings = set(rest[1].split(",")) - {""} if state == "ok" else {"refused"}
    return not (warnings - {"org-code-check"} if kind == "uscc" else warnings)


def ask(binary, questions):
    lines = "".join(f"{kind} {value}\n" for kind, value in questions)
    command = [binary] if binary else ["cargo", "run", "-q", "-p", "jrp-tests", "--bin", "identify"]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, encoding="utf-8", cwd=ROOT)
    if done.returncode != 0:
        sys.exit(f"crosscheck: {' '.join(command)} failed:\n{done.stderr}")
    return done.stdout.split("\n")[: len(questions)]


def inner_check_disagrees(kind, value, answer):
    """The inner check of a credit code against the formula of GB 11714."""
    if kind != "uscc" or not answer.startswith("ok"):
        return False
    code = answer.split("\t")[1]
    return ("org-code-check" in answer) == (org_check(code[8:16]) == code[16])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=5000, help="generated values of each kind (5000)")
    parser.add_argument("--seed", type=int, default=1, help="of the generator (1)")
    parser.add_argument("--binary", help="a built `identify`, else cargo runs it")
    options = parser.parse_args()

    questions = FIXED + list(generated(random.Random(options.seed), options.count))
    explained = dict.fromkeys((name for name, _, _ in KNOWN), 0)
    accepted = 0
    unexplained = []
    for (kind, value), answer in zip(questions, ask(options.binary, questions), strict=True):
        ours = we_accept(kind, answer)
        accepted += ours
        if inner_check_disagrees(kind, value, answer):
            unexplained.append((kind, value, answer, "inner check"))
        if ours == peer_accepts(kind, value):
            continue
        reason = next((name for name, applies, _ in KNOWN if applies(kind, value)), None)
        if reason is None or not ours:
            unexplained.append((kind, value, answer, "stdnum"))
        else:
            explained[reason] += 1

    print(f"{len(questions)} values, {accepted} accepted by us")
    for name, _, why in KNOWN:
        print(f"  {explained[name]:6} {name}: {why}")
    for kind, value, answer, peer in unexplained[:20]:
        print(f"DISAGREES with {peer}: {kind} {value} -> {answer!r}")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
