"""`docs/ANSWERS.md` explains every member of an answer, as the TypeScript that is made of the sources has them, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TYPES = (ROOT / "bindings-wasm/npm/types/generated/types.d.ts").read_text(encoding="utf-8")
PAGE = re.sub(r"^```.*?^```", "", (ROOT / "docs/ANSWERS.md").read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)


def members(name):
    body = TYPES.split(f"export interface {name} {{", 1)[1].split("\n}", 1)[0]
    return re.findall(r"^ {4}(\w+)\??:", body, flags=re.MULTILINE)


def words(name):
    body = TYPES.split(f"export type {name} = ", 1)[1].split(";\n", 1)[0]
    return re.findall(r'"([^"]+)"', body)


def section(heading):
    return PAGE.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]


def quoted(text):
    return set(re.findall(r"`([^`]+)`", text))


def first_cells(text):
    return [cell for row in text.split("\n| ")[1:] for cell in re.findall(r"`([^`]+)`", row.split(" |", 1)[0])]


def test_members_of_the_answer():
    assert first_cells(section("## The answer")) == words("Outcome") + members("Comparison")
    parts = [member for name in ("Warning", "Prompt", "Freshness", "Compared", "SnapshotOfSet") for member in members(name)]
    assert set(parts) <= quoted(section("## The answer"))


def test_members_of_subjects_and_findings():
    assert sorted(first_cells(section("### Subjects"))) == sorted(members("SubjectEcho"))
    # `agreeing` is explained beside `match`.
    assert sorted([*first_cells(section("### Findings")), "agreeing"]) == sorted(members("Finding"))
    assert set(members("ListEcho")) <= quoted(section("### Findings"))


def test_words_of_the_answer():
    for heading, types in {
        "## The answer": ["PromptLevel"],
        "### Subjects": ["SubjectKind"],
        "### Findings": ["Match", "Polarity", "Effect", "Strength"],
    }.items():
        for name in types:
            assert set(words(name)) <= quoted(section(heading)), name
    # An unread row is a gap and never a finding; `fresh` needs no explanation.
    assert set(words("Status")) - {"unread"} <= quoted(section("### Findings"))
    assert set(words("FreshnessState")) - {"fresh"} <= quoted(section("## The answer"))
