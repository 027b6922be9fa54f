"""Opening in every way, and what cannot be opened or asked: an error that says why, and never a crash."""

import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import LISTED, NOW, desk

import jrp

TRUST, KEY = desk("desk.pub"), desk("person.key")
BASE, DELTA = desk("desk.jrp"), desk("desk-delta.jrp")


def refused(code, body, *arguments, **named):
    with pytest.raises(jrp.JrpError) as caught:
        body(*arguments, **named)
    assert caught.value.code == code, caught.value
    assert len(caught.value.text) > 10
    return caught.value


def test_the_answer_of_the_desk_is_that_of_rust(lists):
    answer = lists.check("ZFCG", credit_code=LISTED, name="苏州甲乙科技有限公司", now=NOW)
    assert answer.to_json() == Path(desk("expected.json")).read_text(encoding="utf-8").strip()
    assert answer.outcome == "prohibited" and answer.findings[0].match == "identifier"
    assert answer.findings[0].list.code == "BK-ZFCGSX" and answer.on == datetime.date(2026, 11, 22)
    assert answer.prompts[0].text and answer.snapshot.sequence == lists.info.sequence == 7
    assert answer == lists.check("ZFCG", credit_code=LISTED, name="苏州甲乙科技有限公司", now=NOW)
    assert answer.freshness == lists.freshness(NOW)[0]
    assert lists.info.issued_at.tzinfo is not None


def test_file_mapping_bytes_and_folder_answer_alike():
    def read(path):
        return Path(path).read_bytes()

    opened = [
        jrp.open(BASE, trust=TRUST, deltas=[DELTA]),
        jrp.open(Path(BASE), trust=Path(TRUST), deltas=[Path(DELTA)], mapped=True),
        jrp.open(read(BASE), trust=read(TRUST), deltas=[read(DELTA)]),
        jrp.open(memoryview(read(BASE)), trust=read(TRUST), deltas=[bytearray(read(DELTA))]),
        jrp.open(desk("store-8"), trust=TRUST),
    ]
    answers = {lists.check("ZFCG", credit_code=LISTED, now=NOW).to_json() for lists in opened[:4]}
    assert len(answers) == 1
    assert {lists.outcome("ZFCG", credit_code=LISTED, now=NOW) for lists in opened} == {"clear"}
    assert len({tuple(lists.digests) for lists in opened}) == 1


def test_several_publishers_are_asked_as_one(lists):
    both = jrp.open([BASE, desk("desk-sm2.jrp")], trust=desk("both.pub"), person_key=KEY)
    answer = both.check("ZFCG", credit_code=LISTED, now=NOW)
    assert answer.snapshot is None and len(answer.snapshots) == 2 and answer.findings[0].sources == [0, 1]
    assert len(both.infos()) == len(both.digests) == 2
    assert jrp.open([lists, lists]).outcome("ZFCG", credit_code=LISTED, now=NOW) == "prohibited"
    with pytest.raises(ValueError):
        jrp.open([], trust=TRUST)


def test_consortiums_persons_dates_and_languages(lists):
    member = {"name": "苏州丙丁建筑劳务有限公司", "credit_code": "91320507MA1BBBBB9Y"}
    answer = lists.check("ZTB", credit_code="91320507MA1DDDDD66", members=[member, LISTED], now=NOW, lang="en")
    assert len(answer.subjects) == 3 and any(finding.subject == 1 for finding in answer.findings)
    person = lists.check("ZFCG", kind="person", name="张示例", id=("citizen-id", "320507198001011231"), now=NOW)
    assert person.findings and "320507198001011231" not in person.to_json()
    assert jrp.open(BASE, trust=TRUST).outcome("ZFCG", kind="person", id=("citizen-id", "320507198001011231"), now=NOW) == "indeterminate"
    for on in ("2024-01-02", datetime.date(2024, 1, 2)):
        assert lists.check("ZFCG", credit_code=LISTED, on=on, now=NOW).on == datetime.date(2024, 1, 2)
    moment = datetime.datetime.fromisoformat(NOW)
    for now in (NOW, moment, int(moment.timestamp())):
        assert lists.check("ZFCG", credit_code=LISTED, now=now).to_json() == lists.check("ZFCG", credit_code=LISTED, now=NOW).to_json()
    assert lists.check("ZFCG", credit_code=LISTED).outcome in ("prohibited", "indeterminate")


def test_evidence_names_project_and_operator(lists):
    evidence = lists.check("ZFCG", credit_code=LISTED, now=NOW).evidence("YLCG-2026-0117", "采购科 王", reason="依法无不得参加的情形")
    assert "依法无不得参加的情形" in evidence
    assert '"YLCG-2026-0117"' in evidence and "采购科 王" in evidence
    refused("query-invalid", lists.check("ZFCG", credit_code=LISTED, now=NOW).evidence, salt=b"short")


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("scenario-unknown", {"scenario": "XX", "credit_code": LISTED}),
        ("query-empty", {}),
        ("query-invalid", {"kind": "company", "credit_code": LISTED}),
        ("query-invalid", {"id": ("number", "1")}),
        ("query-invalid", {"id": (None, "320507198001011231")}),
        ("query-invalid", {"credit_code": LISTED, "on": "22.11.2026"}),
        ("query-invalid", {"credit_code": LISTED, "on": datetime.datetime(2026, 11, 22)}),
        ("query-invalid", {"credit_code": LISTED, "now": "yesterday"}),
        ("query-invalid", {"credit_code": LISTED, "now": datetime.datetime(2026, 11, 22)}),
        ("query-invalid", {"credit_code": LISTED, "now": -1}),
        ("query-invalid", {"credit_code": LISTED, "now": 1 << 80}),
        ("query-invalid", {"credit_code": LISTED, "lang": "fr"}),
        ("query-invalid", {"credit_code": LISTED, "conditions": ["luck"]}),
        ("text-invalid", {"credit_code": "9132\ud800"}),
        ("text-invalid", {"name": "\udcff"}),
        ("text-invalid", {"scenario": "\ud800", "credit_code": LISTED}),
        ("text-invalid", {"credit_code": LISTED, "members": [{"name": "\udc80"}]}),
    ],
)
def test_values_that_mean_nothing_are_refused(lists, code, named):
    question = {"scenario": "ZFCG", "now": NOW, **named}
    refused(code, lists.check, **question)
    question.pop("lang", None)
    if "lang" not in named:
        refused(code, lists.outcome, **question)


@pytest.mark.parametrize(
    "named",
    [
        {"scenario": None},
        {"scenario": 5},
        {"credit_code": 91320507},
        {"credit_code": b"91320507MA1AAAAA5A"},
        {"name": ["苏州"]},
        {"kind": 1},
        {"id": "320507198001011231"},
        {"id": ("citizen-id",)},
        {"id": ("citizen-id", 320507)},
        {"members": LISTED},
        {"members": {"name": "苏州"}},
        {"members": 5},
        {"members": [5]},
        {"members": [{"code": LISTED}]},
        {"members": [{5: LISTED}]},
        {"conditions": "document"},
        {"conditions": [None]},
        {"on": 20261122},
        {"now": 1.5},
        {"now": True},
        {"now": datetime.date(2026, 11, 22)},
        {"lang": 1},
    ],
)
def test_wrong_types_are_type_errors(lists, named):
    with pytest.raises(TypeError):
        lists.check(**{"scenario": "ZFCG", "credit_code": LISTED, "now": NOW, **named})


def test_what_is_closed_says_so():
    opened = jrp.open(BASE, trust=TRUST)
    answer = opened.check("ZFCG", credit_code=LISTED, now=NOW)
    both = jrp.open([opened])
    opened.close()
    opened.close()
    for question in (opened.check, opened.outcome):
        refused("closed", question, "ZFCG", credit_code=LISTED)
    refused("closed", opened.screen, None, "ZFCG")
    refused("closed", opened.infos)
    refused("closed", jrp.open, [opened])
    assert "closed" in repr(opened) and "no. 7" in repr(both)
    # What was asked before, and what shares the lists, is not touched.
    assert answer.outcome == both.outcome("ZFCG", credit_code=LISTED, now=NOW)
    assert answer.evidence()


def test_bad_files_keys_and_folders_are_refused(tmp_path):
    whole = Path(BASE).read_bytes()
    for end in (0, 7, 100, len(whole) // 2, len(whole) - 1):
        cut = tmp_path / "cut.jrp"
        cut.write_bytes(whole[:end])
        for mapped in (False, True):
            error = pytest.raises(jrp.JrpError, jrp.open, cut, trust=TRUST, mapped=mapped).value
            assert error.code in ("snapshot-truncated", "not-a-snapshot", "file-unreadable", "snapshot-malformed"), error
    spoilt = bytearray(whole)
    spoilt[len(spoilt) // 2] ^= 1
    error = refused("digest-mismatch", jrp.open, bytes(spoilt), trust=TRUST)
    assert error.offset and str(error).startswith("digest-mismatch: ")
    refused("signature-untrusted", jrp.open, BASE, trust=desk("desk-sm2.pub"))
    refused("person-key-wrong", jrp.open, BASE, trust=TRUST, person_key=desk("other.key"))
    refused("key-invalid", jrp.open, BASE, trust=TRUST, person_key=b"no key")
    refused("trust-invalid", jrp.open, BASE, trust=b"\xd6\xd0\xb9\xfa")
    refused("trust-invalid", jrp.open, BASE, trust=Path(TRUST).read_text())
    refused("file-unreadable", jrp.open, tmp_path / "absent.jrp", trust=TRUST)
    refused("file-unreadable", jrp.open, BASE, trust=tmp_path)
    refused("nothing-published", jrp.open, tmp_path, trust=TRUST)
    refused("sequence-too-old", jrp.open, BASE, trust=TRUST, minimum_sequence=8)
    refused("delta-mismatch", jrp.open, BASE, trust=TRUST, deltas=[DELTA, DELTA])
    memory = tmp_path / "memory"
    jrp.open(desk("store-8"), trust=TRUST, memory=memory)
    refused("sequence-too-old", jrp.open, desk("store-7"), trust=TRUST, memory=memory)


def test_a_path_in_another_encoding_is_a_path_like_others(tmp_path):
    path = os.path.join(os.fsencode(tmp_path), "名单.jrp".encode("gbk"))
    with open(path, "wb") as file:
        file.write(Path(BASE).read_bytes())
    assert jrp.open(os.fsdecode(path), trust=TRUST).info.sequence == 7


@pytest.mark.parametrize(
    ("error", "source", "named"),
    [
        (TypeError, None, {}),
        (TypeError, 5, {}),
        (TypeError, BASE, {"trust": None}),
        (TypeError, BASE, {"trust": 5}),
        (TypeError, BASE, {"person_key": 5}),
        (TypeError, BASE, {"deltas": DELTA}),
        (TypeError, BASE, {"deltas": [5]}),
        (TypeError, BASE, {"minimum_sequence": "7"}),
        (ValueError, BASE, {"minimum_sequence": -1}),
        (ValueError, BASE, {"memory": "memory"}),
        (ValueError, [BASE], {"deltas": [DELTA]}),
        (ValueError, desk("store-7"), {"deltas": [DELTA]}),
        (ValueError, desk("store-7"), {"mapped": True}),
        (TypeError, b"JRP", {"deltas": [DELTA]}),
        (ValueError, b"JRP", {"mapped": True}),
    ],
)
def test_arguments_that_contradict_each_other_are_told(error, source, named):
    with pytest.raises(error):
        jrp.open(source, **{"trust": TRUST, **named})


def test_the_page_of_python_runs_as_it_stands(tmp_path):
    """The first block of docs/PYTHON-API.md, which the README pages repeat."""
    root = Path(__file__).resolve().parents[2]

    def first(page):
        return (root / page).read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]

    lines = first("docs/PYTHON-API.md")
    for page in ("README.md", "README.zh-CN.md", "bindings-python/README.md"):
        assert first(page) == lines, page
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "jrp.pub").write_bytes(Path(TRUST).read_bytes())
    (tmp_path / "lists.jrp").write_bytes(Path(BASE).read_bytes())
    # Asked of the code that the lists of the tests have.
    script = lines.replace("91320507MA1QF7RX58", LISTED)
    said = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert said.startswith(("prohibited [", "indeterminate [")), said
