"""The pictures of `docs/BENCHMARKS.md` are those of the tables beside them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_pictures_are_those_of_the_tables():
    run = subprocess.run([sys.executable, ROOT / "scripts/plot-benchmarks", "--check"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_the_page_and_its_template_show_them():
    for page in ["docs/BENCHMARKS.md", "benches/page.md"]:
        text = (ROOT / page).read_text(encoding="utf-8")
        assert all(f"](images/plot-{what}.svg)" in text for what in ["size", "latency", "cost"]), page
