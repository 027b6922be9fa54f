"""The front pages say what is true: every line of theirs that begins with `jrp` is run, in the order of the page.

The command is the one that `cargo build -p jrp-cli` makes."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
JRP = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")).absolute() / "debug/jrp"

NOW = "2026-11-21T10:00:00+08:00"

# What a reader has and a test has not: a web server, and an editor.
ELSEWHERE = {"/srv/lists": "srv", "https://lists.example.cn/lists": "srv"}
SETTINGS = """
[[unit]]
name = "云澜区财政局"
delivers = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"]
"""


def commands(page):
    """The commands of the page's shell blocks, continued lines joined, comments dropped."""
    text = (ROOT / page).read_text(encoding="utf-8")
    for block in re.findall(r"^```sh\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            if words := shlex.split(line, comments=True):
                yield [ELSEWHERE.get(word, word) for word in words]


def run(words, folder):
    """Runs a command at the time for which the example's feeds were made."""
    clock = {"keygen": [], "build": ["--issued-at", NOW], "publish": ["--issued-at", NOW]}.get(words[1], ["--now", NOW])
    done = subprocess.run([JRP, *words[1:], *clock], cwd=folder, capture_output=True, text=True)
    return done.returncode, f"{shlex.join(words)}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_commands_of_the_front_page(page, tmp_path):
    assert JRP.exists(), "cargo build -p jrp-cli makes what this test runs"
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for name in ["black", "watch", "red", "suppliers"]:
        (tmp_path / f"{name}.csv").symlink_to(ROOT / f"examples/district/{name}.csv")
    ran = []
    for words in commands(page):
        if words[0] == "$EDITOR":
            settings = tmp_path / words[1]
            text = settings.read_text(encoding="utf-8")
            covers = 'covers = ["BK-SXBZXR", "BK-ZDSSWF", "BK-ZFCGSX"]'
            settings.write_text(text.replace("covers = []", covers) + SETTINGS, encoding="utf-8")
        # A service would not end; examples/http/run asks one.
        if words[0] != "jrp" or words[1] == "serve":
            continue
        code, said = run(words, tmp_path)
        ran.append(words[1])
        # The listed supplier, and a register that has him; everyone else is clear, and all files are written.
        listed = "91329902MA9BATDJ57" in words or words[1] == "screen"
        assert code == (12 if listed else 0), said
    for command in ["keygen", "build", "check", "publish", "office", "pull", "screen"]:
        assert command in ran, f"{page} does not show {command}"


def test_the_front_pages_count_the_pack_as_its_own_page_does():
    policy = (ROOT / "docs/POLICY.md").read_text(encoding="utf-8")
    lists, scenarios, measures = re.search(r"(\d+) lists, (\d+) scenarios, (\d+) measures", policy).groups()
    for page, counted in [
        ("README.md", f"{lists} lists, {scenarios} scenarios, {measures} measures"),
        ("README.zh-CN.md", f"{lists} 种名单、{scenarios} 个事项、{measures} 条措施"),
    ]:
        assert counted in (ROOT / page).read_text(encoding="utf-8"), f"{page} does not say: {counted}"
