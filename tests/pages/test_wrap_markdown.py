"""`scripts/wrap-markdown` changes where lines end, and nothing else."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
loader = SourceFileLoader("wrap_markdown", str(ROOT / "scripts/wrap-markdown"))
wrapper = module_from_spec(spec_from_loader("wrap_markdown", loader))
loader.exec_module(wrapper)

LONG = "word " * 30


def texts_of(page):
    return "".join(page.split())


@pytest.mark.parametrize("path", wrapper.pages(), ids=lambda path: str(path.relative_to(ROOT)))
@pytest.mark.parametrize("everything", [False, True])
def test_a_page_keeps_its_texts_and_is_wrapped_once(path, everything):
    page = path.read_text(encoding="utf-8")
    wrapped = wrapper.wrap(page, everything)
    assert texts_of(wrapped) == texts_of(page)
    assert wrapper.wrap(wrapped, everything) == wrapped


@pytest.mark.parametrize(
    "kept",
    [
        f"| {LONG} |",
        f"# {LONG}",
        f"```text\n{LONG}\n```",
        f"    {LONG}",
        f"<p>{LONG}</p>",
        f"<!-- {LONG}\n{LONG} -->",
        f"[name]: https://example.cn/{LONG.replace(' ', '-')}",
        f"`{LONG.strip()}`",
    ],
)
def test_what_is_no_prose_stays(kept):
    assert wrapper.wrap(kept) == kept


def test_a_list_hangs_under_its_mark():
    lines = wrapper.wrap(f"* {LONG}\n  1. {LONG}").split("\n")
    assert [line[:5] for line in lines] == ["* wor", "  wor", "  1. ", "     "]
    assert all(wrapper.width(line) <= wrapper.WIDTH for line in lines)


def test_a_chinese_character_is_two_columns_and_lines_end_at_its_stops():
    text = "名单逐条核对，" * 12
    lines = wrapper.wrap(text).split("\n")
    assert [len(line) for line in lines] == [56, 28]
    assert wrapper.wrap("\n".join(lines), True) == "\n".join(lines)


def test_no_line_begins_like_another_block():
    for word in ["-", "+", "1.", "2026.", "#", ">", "==="]:
        for letters in range(100, 122):
            wrapped = wrapper.wrap("a" * (letters - 4) + f" one {word} and more of the same words")
            assert not any(line.startswith(word + " ") for line in wrapped.split("\n")), (word, letters)


def test_lines_that_fit_stay_as_they_are():
    page = "short\nlines\n\n* of a\n  list"
    assert wrapper.wrap(page) == page
    assert wrapper.wrap(page, True) == "short lines\n\n* of a list"
