"""All of tests/vectors, as bindings-c/examples/write_vectors.rs writes them: every answer byte for byte."""

import datetime
import typing
from pathlib import Path

import pytest
from conftest import DATA

import jrp
from jrp import _answers
from jrp._part import Part

VECTORS = Path(__file__).resolve().parents[2] / "tests" / "vectors"


def words_of(name):
    return typing.get_args(getattr(_answers, name))


def text(hexadecimal):
    return bytes.fromhex(hexadecimal[1:]).decode()


class Script:
    """A line of the script at a time."""

    def __init__(self):
        self.rosters, self.lists, self.occasion, self.evidence = [], None, None, None
        self.query, self.subjects, self.id_kind = {}, [], None
        self.counts = dict.fromkeys(["open", "json", "evidence", "refused"], 0)

    def open_one(self, snapshot, public, person_key):
        key = None if person_key == "-" else person_key
        self.rosters.append(jrp.open(snapshot, trust=public, person_key=key))
        self.lists = self.rosters[0] if len(self.rosters) == 1 else jrp.open(self.rosters)

    def ask(self, question):
        first, *members = self.subjects
        return question(members=members, **self.query, **first)

    def answered(self, json):
        answer = self.ask(self.lists.check)
        assert answer.to_json() == json
        asked = {key: value for key, value in self.query.items() if key != "lang"}
        first, *members = self.subjects
        assert self.lists.outcome(members=members, **asked, **first) == answer.outcome
        assert json.startswith('{"outcome":"%s"' % answer.outcome)
        read(answer)
        if self.evidence is not None:
            project, operator, salt = self.occasion
            assert answer.evidence(project, operator, salt=salt.encode()) == self.evidence
            self.counts["evidence"] += 1

    def run(self, lines):
        for word, *values in lines:
            if word == "occasion":
                self.occasion = [text(value) for value in values]
            elif word in ("open", "beside"):
                if word == "open":
                    self.rosters = []
                    self.counts["open"] += 1
                self.open_one(*values)
            elif word == "scenario":
                self.query, self.subjects, self.evidence = {"scenario": text(values[0])}, [], None
            elif word == "now":
                moment = datetime.datetime.fromtimestamp(int(values[0]), datetime.timezone.utc)
                self.query["now"] = moment if self.counts["json"] % 2 else int(values[0])
            elif word == "lang":
                self.query["lang"] = words_of("Lang")[int(values[0])]
            elif word == "conditions":
                known = words_of("Condition")
                self.query["conditions"] = [name for at, name in enumerate(known) if int(values[0]) >> at & 1]
            elif word == "on":
                self.query["on"] = datetime.date.fromisoformat(text(values[0]))
            elif word == "subject":
                kind, id_kind = (int(value) for value in values)
                self.subjects.append({"kind": words_of("SubjectKind")[kind - 1]} if kind else {})
                self.id_kind = words_of("IdKind")[id_kind - 1] if id_kind else None
            elif word in ("credit-code", "name"):
                self.subjects[-1][word.replace("-", "_")] = text(values[0])
            elif word == "id":
                self.subjects[-1]["id"] = (self.id_kind, text(values[0]))
            elif word == "evidence":
                self.evidence = text(values[0])
            elif word == "json":
                self.answered(text(values[0]))
                self.counts["json"] += 1
            elif word == "refused":
                with pytest.raises(jrp.JrpError) as refused:
                    self.ask(self.lists.check)
                assert refused.value.code.startswith(("query-", "scenario-unknown")), refused.value
                self.counts["refused"] += 1
            else:
                raise AssertionError(f"a word of the script that this test does not know: {word}")


def read(part):
    """Every member of the JSON has a property, and every property can be read."""
    names = [name for name in dir(type(part)) if isinstance(getattr(type(part), name), property)]
    of_json = {"".join(word.title() if at else word for at, word in enumerate(name.split("_"))): name for name in names}
    missing = set(part.to_dict()) - set(of_json)
    assert not missing, f"{type(part).__name__} has no property for {missing}"
    for name in names:
        value = getattr(part, name)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Part):
                read(item)


def test_every_answer_is_the_one_of_every_language():
    lines = (DATA / "vectors" / "vectors.txt").read_text(encoding="utf-8").splitlines()
    script = Script()
    script.run(line.split(" ") for line in lines)
    assert script.counts["open"] == len(list(VECTORS.glob("*.json"))), "every file of tests/vectors"
    assert script.counts["json"] > 500 and script.counts["evidence"] > 100 and script.counts["refused"], script.counts


def test_what_rosters_say_of_themselves_has_a_property_for_every_member(lists):
    read(lists.info)
    read(lists.freshness("2026-11-22T09:00:00+08:00")[0])
