"""Writes the bytes of tiny-ed25519-blake3.jrp into the dump of docs/FORMAT.md.

Every line keeps its length and note; offsets are counted anew, and so are offsets and lengths in the notes of tables of
parts. Where a part has become longer or shorter, first correct its lines by hand. Then read the notes of all lines that
`git diff` shows, and the explanations above the dump.
"""
import re
import sys
from pathlib import Path

GOLDEN = Path(__file__).parent
DOCUMENT = GOLDEN.parents[2] / "docs" / "FORMAT.md"
RANGE = re.compile(r"([0-9a-f]{6})\.\.([0-9a-f]{6})(.*)")
BYTES = re.compile(r"[0-9a-f]{6}  ((?:[0-9a-f]{2} )*[0-9a-f]{2})( *\|.*)")
PART = re.compile(r"offset \d+, length \d+")

file = (GOLDEN / "tiny-ed25519-blake3.jrp").read_bytes()


def renewed(lines):
    at = 0
    for line in lines:
        if match := RANGE.fullmatch(line):
            end = at + int(match[2], 16) - int(match[1], 16)
            line = f"{at:06x}..{end:06x}{match[3]}"
        elif match := BYTES.fullmatch(line):
            end = at + len(match[1].split())
            start, length = (int.from_bytes(file[at + skip:at + skip + 8], "little") for skip in (8, 16))
            note = PART.sub(f"offset {start}, length {length}", match[2])
            line = f"{at:06x}  {file[at:end].hex(' ')}{note}"
        else:
            end = at
        at = end
        yield line
    if at != len(file):
        sys.exit(f"the lines are {at} bytes long, the file {len(file)}; nothing was written")


before, dump, after = re.split(r"(?<=```jrpdump\n)(.*?)(?=```)", DOCUMENT.read_text(), maxsplit=1, flags=re.DOTALL)
DOCUMENT.write_text(before + "\n".join(renewed(dump.split("\n"))) + after)
