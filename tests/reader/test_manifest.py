"""The independent reader of manifests on the golden ones."""
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOLDEN = HERE.parents[1] / "core/tests/golden"
sys.path.insert(0, str(HERE))

import jrp_reader  # noqa: E402
import manifest  # noqa: E402
from structures import Malformed  # noqa: E402

SUITES = {"sm2-sm3": 1, "ed25519-blake3": 2}


def text(suite):
    return (GOLDEN / f"latest-{suite}").read_bytes()


@pytest.mark.parametrize("suite", SUITES)
def test_a_manifest_names_the_file_beside_it(suite):
    read = manifest.read(text(suite))
    data = (GOLDEN / f"v1-{suite}.jrp").read_bytes()
    base = read["layers"][0]
    length = jrp_reader.header(data)["length"]
    assert base["bytes"] == len(data)
    assert base["file"] == jrp_reader.digest(SUITES[suite], data).hex()
    assert base["header"] == jrp_reader.digest(SUITES[suite], data[:length]).hex()
    assert (read["publisher"], read["region"], read["sequence"]) == ("示例区信用办", "320507", "7")
    assert text(suite).startswith(read["message"] + b"signature ")
    assert [(kind, key[:8]) for kind, key, _ in read["signatures"]] == [(suite, {1: "e971ba37", 2: "57df7a9a"}[SUITES[suite]])]


@pytest.mark.parametrize("old, new", [
    ("jrp-latest 1", "jrp-latest 2"), ("sequence 7", "sequence 07"), ("sequence 7", "sequence 8"), ("region 320507\n", ""),
    ("region 320507", "region "), ("+08:00", "Z"), ("2026-12-21", "2026-02-30"), ("base 7 ", "base  7 "), ("base 7 22104 ", "base 7 0 "),
    ("\naudience", "\r\naudience"), ("public", "pub"), ("signature ", "Signature "), ("==\n", "==")])
def test_other_forms_are_refused(old, new):
    good = text("ed25519-blake3").decode().replace("government", "public")
    assert manifest.read(good.encode())
    with pytest.raises(Malformed):
        manifest.read(good.replace(old, new, 1).encode())


def test_lines_for_later_readers_are_passed_over():
    good = text("ed25519-blake3").decode()
    more = good.replace("\nsignature", "\nx-format 2 latest-2\nsignature", 1)
    assert manifest.read(more.encode())["extensions"] == ["x-format 2 latest-2"]
    for line in ("x-", "x-a", "x-A 1", "x-a  1", "x-a 1 ", "y-a 1"):
        with pytest.raises(Malformed):
            manifest.read(good.replace("\nsignature", f"\n{line}\nsignature", 1).encode())


def test_a_region_may_be_missing_and_a_publisher_may_not():
    good = text("ed25519-blake3").decode()
    assert manifest.read(good.replace("region 320507", "region -").encode())["region"] == "-"
    with pytest.raises(Malformed):
        manifest.read(good.replace("publisher 示例区信用办", "publisher ").encode())


@pytest.mark.parametrize("suite", SUITES)
def test_the_log_ends_in_the_line_of_the_publication(suite):
    read = manifest.read(text(suite))
    base = read["layers"][0]
    line = f"1 7 {read['issued-at']} base {suite} {base['bytes']} {base['header']} {base['file']} {'0' * 64}"
    assert read["log"] == {"lines": 1, "bytes": len(line) + 1, "digest": jrp_reader.sm3(line.encode()).hex()}
