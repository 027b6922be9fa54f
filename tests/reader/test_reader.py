"""The independent reader on the golden files: what it reads is what the builder was given."""
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

HERE = Path(__file__).parent
GOLDEN = HERE.parents[1] / "core/tests/golden"
ENDINGS = HERE.parents[1] / "core/src/subject/name/endings.txt"
sys.path.insert(0, str(HERE))

import jrp_reader  # noqa: E402
import similar_names  # noqa: E402
import standards  # noqa: E402

RECORDS = json.loads((GOLDEN / "records.json").read_text(encoding="utf-8"))
FILES = sorted(RECORDS)
SMALL = [name for name in FILES if name.startswith("v1-")]
PERSON_KEY = GOLDEN / "person.key"


def data(name):
    return (GOLDEN / f"{name}.jrp").read_bytes()


@pytest.fixture(scope="module", params=FILES)
def opened(request):
    return request.param, jrp_reader.Snapshot(data(request.param), jrp_reader.read_person_key(PERSON_KEY))


@pytest.fixture(scope="module", params=SMALL)
def small(request):
    return jrp_reader.Snapshot(data(request.param))


def run(*arguments):
    command = [sys.executable, str(HERE / "jrp_reader.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env={"PYTHONIOENCODING": "utf-8"})


def subjects(records):
    return [(record["listKind"], record.get("id"), record.get("name")) for record in records]


def test_standards_give_their_published_values():
    assert standards.sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    key = bytes.fromhex("0123456789abcdeffedcba9876543210")
    assert standards.sm4_block(key, key).hex() == "681edf34d206965e86b3e94f536e4246"
    assert standards.xxh64(b"", 0) == 0xef46db3751d8e999 and standards.xxh64(b"abc", 0) == 0x44bc2cf5ad770999


@pytest.mark.parametrize("seed, key, fingerprint", [
    (1, "MA1QF7RX", 0x913df6e40205cbb8),
    (2, "苏州甲乙科技有限公司", 0xe839d8aaa72e15c0),
    (3, "相城区丙丁杂货店", 0x43c22eabdacb36dc),
    (4, "110108000000016", 0x8eb5bd9a3ed9a918),
    (5, "32050719900101123X20", 0x38d0b1c098f2369c),
    (6, "JY1-3205(2025)07", 0x30b371166a8168ed),
    (7, "丙丁建设股份有限公司", 0x80d7e06ca42fff3f),
    (16, "\x02甲\0", 0xdc136049bd9a3f0c),
    (20, "\x02甲\0乙", 0xedaf95f950751c82),
])
def test_fingerprints_are_those_of_the_specification(seed, key, fingerprint):
    assert standards.xxh64(key.encode(), seed) == fingerprint


def test_names_become_the_skeletons_of_the_specification():
    text = (Path(__file__).parents[2] / "docs/FORMAT.md").read_text(encoding="utf-8")
    for name in ("characters.txt", "ranges.txt"):
        table = (jrp_reader.SKELETON / name).read_text(encoding="utf-8").splitlines(keepends=True)
        table = [line for line in table if not line.startswith("#")]
        count, digest = re.search(rf"^\| `{name}` \| ([\d,]+) \| `([0-9a-f]+)` \|", text, re.MULTILINE).groups()
        assert int(count.replace(",", "")) == len(table)
        assert int(digest, 16) == standards.xxh64("".join(table).encode(), 0)
    for name in ("苏州ABC（中國）　有限公司", "蘇州ａｂｃ【中国】有限公司", "苏州А-В-С中囯有限公司"):
        assert jrp_reader.key(name) == "苏州ABC中国有限公司"
    assert jrp_reader.key("甲1") == "甲L"


def test_every_record_is_listed_as_it_was_given(opened):
    name, snapshot = opened
    snapshot.check_states()
    assert list(snapshot.organisations.records()) == RECORDS[name]["organisations"]
    assert list(snapshot.persons.records() if snapshot.persons else []) == RECORDS[name]["persons"]


def test_every_organisation_is_found_by_its_code_and_names(opened):
    name, snapshot = opened
    for record in RECORDS[name]["organisations"]:
        if record.get("idKind") in ("uscc", "org-code") and "*" not in record["id"]:
            assert record in snapshot.by_code(record["id"])
            assert record in snapshot.by_code(record["id"][-10:-1] if record["idKind"] == "uscc" else record["id"])
        for known in [record.get("name"), *record.get("formerNames", [])]:
            assert known is None or record in snapshot.by_name(known)


@pytest.mark.parametrize("command", [["list"], ["list", "--person-key", PERSON_KEY]])
@pytest.mark.parametrize("name", FILES)
def test_the_command_lists(name, command):
    done = run(GOLDEN / f"{name}.jrp", *command)
    assert done.returncode == 0 and "signatures: not verified" in done.stderr
    expected = RECORDS[name]["organisations"] + (RECORDS[name]["persons"] if len(command) > 1 else [])
    assert [json.loads(line) for line in done.stdout.splitlines()] == expected


@pytest.mark.parametrize("option, value, names", [
    ("--credit-code", "91320507MA1QF7RX58", {"苏州甲乙科技有限公司"}),
    ("--credit-code", "９１３２０５０７ ma1qf7rx58", {"苏州甲乙科技有限公司"}),
    ("--credit-code", "91320507MA1WWWWW00", {"校验不符有限公司"}),
    ("--org-code", "MA1QF7RX-5", {"苏州甲乙科技有限公司", "甲乙协会"}),
    ("--org-code", "71526726X", {"老机构", None}),
    ("--name", "无码企业", {"无码企业"}),
    ("--name", "無碼企業", {"无码企业"}),
    ("--name", "钟表国际(中国)有限公司", {"鍾錶國際（中國）有限公司"}),
    ("--name", "苏州甲乙商行", {"苏州甲乙科技有限公司"}),
    ("--name", "ABC·甲·乙[苏州]公司", {"𠮷野家甲乙餐飲公司"}),
    ("--name", "相城区丙丁雜貨店", {"相城区丙丁杂货店"}),
    ("--credit-code", "91320507MA1QF7RX57", set()),
    ("--credit-code", "91320507MA9999999X", set()),
    ("--credit-code", "不是代码", set()),
    ("--org-code", "MA1QF7RX6", set()),
    ("--name", "苏州甲乙科技有限", set()),
    ("--name", "欧阳无名", set()),
    ("--name", "", set()),
])
def test_subjects_are_found_and_others_are_not(small, option, value, names):
    found = small.by_name(value) if option == "--name" else small.by_code(value)
    assert {record.get("name") for record in found} == names


@pytest.mark.parametrize("option, value, count", [
    ("--credit-code", "91320507MA1QF7RX58", 3), ("--org-code", "MA1QF7RX5", 5), ("--name", "無碼企業", 1), ("--name", "", 0)])
def test_the_command_finds(option, value, count):
    done = run(GOLDEN / "v1-ed25519-blake3.jrp", "find", option, value)
    assert done.returncode == 0 and len(done.stdout.splitlines()) == count


def test_the_command_refuses(tmp_path):
    bad = bytearray(data("tiny-ed25519-blake3"))
    bad[2000] ^= 1
    (tmp_path / "bad.jrp").write_bytes(bad)
    done = run(tmp_path / "bad.jrp", "list")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "refused: page 0 is not what its digest says\n")


def test_another_code_with_the_same_organisation_code_is_another_subject(small):
    assert subjects(small.by_code("51110000MA1QF7RX5U")) == [("BK-ZFCGSX", "51110000MA1QF7RX5U", "甲乙协会")]
    assert len(list(small.by_code("91320507MA1QF7RX58"))) == 3
    assert len(list(small.by_code("MA1QF7RX5"))) == 5


def chain(name, person_key):
    return jrp_reader.Chain(jrp_reader.Snapshot(data(name), person_key), person_key)


def by_leaf(records):
    return sorted(records, key=lambda record: record["leaf"])


@pytest.mark.parametrize("name", SMALL)
def test_a_delta_on_its_base_is_the_state_of_the_next_day(name):
    expected = json.loads((GOLDEN / "records-after-delta.json").read_text(encoding="utf-8"))[name]
    key = jrp_reader.read_person_key(PERSON_KEY)
    roster = chain(name, key)
    roster.lay(jrp_reader.Snapshot(data(f"{name}-delta"), key, roster.layers[0]))
    assert by_leaf(roster.records()) == by_leaf(expected["organisations"] + expected["persons"])
    assert {record["name"] for record in roster.by_name("新列企业")} == {"新列企业"}
    sealed = chain(name, None)
    sealed.lay(jrp_reader.Snapshot(data(f"{name}-delta"), base=sealed.layers[0]))
    assert by_leaf(sealed.records()) == by_leaf(expected["organisations"])
    gone = [record for record in RECORDS[name]["organisations"] if record not in expected["organisations"]]
    assert gone and not any(record in list(sealed.records()) for record in gone)
    done = run(GOLDEN / f"{name}.jrp", "--delta", GOLDEN / f"{name}-delta.jrp", "list")
    assert done.returncode == 0 and len(done.stdout.splitlines()) == len(expected["organisations"])


def test_a_delta_is_laid_once_and_on_its_own_base_only():
    for below, delta, why in [("v1-sm2-sm3", "v1-ed25519-blake3-delta", "another suite"), ("v1-sm2-sm3", "v1-sm2-sm3", "not a delta")]:
        with pytest.raises(jrp_reader.Malformed, match=why):
            roster = chain(below, None)
            roster.lay(jrp_reader.Snapshot(data(delta), base=roster.layers[0]))
    with pytest.raises(jrp_reader.Malformed, match="without its base"):
        chain("v1-sm2-sm3-delta", None)
    with pytest.raises(jrp_reader.Malformed, match="listings"):
        tiny = jrp_reader.Snapshot(data("tiny-ed25519-blake3"))
        jrp_reader.Snapshot(data("v1-ed25519-blake3-delta"), base=tiny)
    roster = chain("v1-sm2-sm3", None)
    delta = jrp_reader.Snapshot(data("v1-sm2-sm3-delta"), base=roster.layers[0])
    roster.lay(delta)
    with pytest.raises(jrp_reader.Malformed, match="older"):
        roster.lay(delta)


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_bit_is_noticed(name):
    good = data(name)
    head = jrp_reader.header(good)
    start, end = head["length"], head["length"] + head["body"]
    for at in [*range(start, end, 997), end - 1, end]:
        bad = bytearray(good)
        bad[at] ^= 1
        with pytest.raises(jrp_reader.Malformed, match="digest"):
            jrp_reader.Snapshot(bytes(bad))
    for cut in (7, 100, start, end, len(good) - 1):
        with pytest.raises(jrp_reader.Malformed):
            jrp_reader.Snapshot(good[:cut])


@pytest.mark.parametrize("name", SMALL)
def test_another_person_key_is_refused(name):
    with pytest.raises(jrp_reader.Malformed, match="person key"):
        jrp_reader.Snapshot(data(name), bytes(32))


def test_columns_49_and_51_hold_what_section_12_5_says(small):
    """All nearly equal names' keys, made here anew, and nothing else."""
    filed = {True: [], False: []}
    for row, record in enumerate(small.organisations.records()):
        coded = small.organisations.ints[3][row] in (0, 1)
        names = [record["name"]] if "name" in record else []
        for key in map(jrp_reader.key, names + record.get("formerNames", [])):
            pointer = small.organisations.groups.pointers[row]
            filed[coded] += [(pointer, core) for core in similar_names.filed(key) if len(core) <= 255]
    hot = False
    for index, coded in zip(small.organisations.possible_names, (True, False), strict=True):
        cuts = []
        for pointer, core in filed[coded]:
            length, half = len(core), len(core) // 2
            cuts += (pointer, 0, length, core[:half], core[half:]), (pointer, 1, length, core[half:], core[:half])
        shared = Counter(cut[1:4] for cut in cuts)
        keys = []
        for pointer, tail, length, half, rest in cuts:
            def key(seed, more=""):
                return standards.xxh64(bytes([length]) + f"{half}\0{more}".encode(), seed + tail)
            if shared[tail, length, half] <= 12:
                keys.append((key(16), pointer))
            else:
                keys.append((key(18), 0))
                keys += [(key(20, more), pointer) for more in [rest] + [rest[:i] + rest[i + 1:] for i in range(len(rest))]]
        hot |= any(count > 12 for count in shared.values())
        width = min(64, len(keys).bit_length() + 6)
        assert index.key_width == width
        assert list(index.entries()) == sorted({(key >> 64 - width, pointer) for key, pointer in keys})
    assert hot and filed[True] and filed[False]
