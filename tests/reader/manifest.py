"""A second reader of the manifest `latest`, written against section 18 of docs/FORMAT.md. It verifies no signature."""
import base64
import datetime
import re

from structures import Malformed, require

NUMBER = r"(0|[1-9][0-9]{0,19})"
TEXT = r"(\S(?:.*\S)?)"
TIME = r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00)"
LAYER = rf"{NUMBER} {NUMBER} ([0-9a-f]{{64}}) ([0-9a-f]{{64}})"
HEAD = [
    ("suite", r"(sm2-sm3|ed25519-blake3)"), ("publisher", TEXT), ("region", TEXT), ("audience", r"(government|public)"),
    ("sequence", NUMBER), ("issued-at", TIME), ("next-update", TIME), ("expires", TIME)]
SIGNATURE = r"signature (sm2-sm3|ed25519-blake3) ([0-9a-f]{32}) ([A-Za-z0-9+/]{86}==)"


def layer(kind, line):
    found = re.fullmatch(f"{kind} {LAYER}", line)
    require(found, f"no {kind} line: {line!r}")
    sequence, size = int(found[1]), int(found[2])
    require(sequence < 1 << 64 and 1 <= size <= 1 << 40, f"a number of the {kind} line is out of range")
    return {"sequence": sequence, "bytes": size, "header": found[3], "file": found[4], "name": f"{found[4]}.jrp"}


def read(data):
    """The manifest as a dictionary; `message` is what the signatures sign."""
    require(len(data) <= 65536, "longer than any manifest")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Malformed("not UTF-8") from error
    require(text.startswith("jrp-latest 1\n") and text.endswith("\n"), "not a manifest")
    lines = text[:-1].split("\n")[1:]
    manifest = {}
    for key, pattern in HEAD:
        line = lines.pop(0) if lines else ""
        found = re.fullmatch(f"{key} {pattern}", line)
        require(found and not re.search(r"[\x00-\x1f\x7f-\x9f]", line) and len(found[1].encode()) <= 1000, f"no {key} line: {line!r}")
        manifest[key] = found[1]
        if pattern is TIME:
            try:
                datetime.datetime.fromisoformat(found[1])
            except ValueError as error:
                raise Malformed(f"{key} is not a time") from error
    line = lines.pop(0) if lines else ""
    found = re.fullmatch(rf"log {NUMBER} {NUMBER} ([0-9a-f]{{64}})", line)
    require(found and int(found[1]) > 0 and int(found[2]) <= 1 << 26, f"no log line: {line!r}")
    manifest["log"] = {"lines": int(found[1]), "bytes": int(found[2]), "digest": found[3]}
    layers = [layer("base", lines.pop(0) if lines else "")]
    while lines and lines[0].startswith("delta "):
        layers.append(layer("delta", lines.pop(0)))
    manifest["extensions"] = []
    while lines and lines[0].startswith("x-"):
        line = lines.pop(0)
        is_plain = re.fullmatch(r"x-[a-z0-9-]*( \S+)+", line) and not re.search(r"[\x00-\x1f\x7f-\x9f]", line)
        require(is_plain and len(line.encode()) <= 1000, f"a line for later readers: {line!r}")
        manifest["extensions"].append(line)
    sequences = [layer["sequence"] for layer in layers]
    require(sequences == sorted(set(sequences)) and len(layers) <= 257, "the sequences do not rise")
    require(manifest["sequence"] == str(sequences[-1]), "the sequence is not the newest layer's")
    signatures = [re.fullmatch(SIGNATURE, line) for line in lines]
    require(1 <= len(signatures) <= 32 and all(signatures), "no signature, or a malformed one")
    manifest["layers"] = layers
    manifest["signatures"] = [(found[1], found[2], base64.b64decode(found[3])) for found in signatures]
    require(len({key for _, key, _ in manifest["signatures"]}) == len(signatures), "a key signs twice")
    for found, (_, _, raw) in zip(signatures, manifest["signatures"]):
        require(base64.b64encode(raw).decode() == found[3], "a signature is not in its one form")
    manifest["message"] = data[:data.index(b"\nsignature ") + 1]
    return manifest
