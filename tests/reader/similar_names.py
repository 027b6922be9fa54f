"""The cores that a name is filed under: section 12.5 of docs/FORMAT.md, and nothing of the product's code."""

from functools import cache
from pathlib import Path

import jrp_reader

NAMES = Path(__file__).parents[2] / "core/src/subject/name"
CHINA = (0, 0, 0)


def lines(name):
    return [line for line in (NAMES / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


FORMS = [line[5:] for line in lines("endings.txt") if line.startswith("form ")]
RULES = [line.split(" ") for line in lines("similar/rules.txt")]
OWN, RULED = next(line[1:] for line in RULES if line[0] == "self")
ENDINGS = {line[1]: (line[2][1:], line[3][1:]) for line in RULES if line[0] == "ending"}


@cache
def table():
    words = {jrp_reader.key("\u4e2d\u56fd"): CHINA}
    for province, line in enumerate(lines("similar/regions.txt"), 1):
        for prefecture, cities in enumerate(line.split(";")):
            for city, word in enumerate(cities.split(",")):
                if word:
                    words.setdefault(jrp_reader.key(word), (province, prefecture, city))
    return words


def known(text):
    found = [word for word in table() if text.startswith(word)]
    word = max(found, key=len, default="")
    return word, table().get(word)


def holds(wide, narrow):
    for a, b in zip(wide, narrow):
        if a == 0:
            return True
        if a != b:
            return False
    return True


def rule(behind):
    """How many characters go on behind a region known by name."""
    at = behind[:8].find(OWN)
    if at >= 0 and behind[at + len(OWN):][:1] and behind[at + len(OWN)] in RULED:
        return at + len(OWN) + 1
    city = "\u5e02"
    for kind, word, *_ in RULES:
        if kind == "rule" and behind.startswith(word):
            following = behind[len(word):len(word) + 1]
            if not (word == city and following and following in ENDINGS[city][1]):
                return len(word)
    return 0


def at_front(text, before):
    """Stem, place, whether doubtful, and how many characters it takes."""
    word, place = known(text)
    if word and all(own is None or holds(own, place) and own != place for _, own, *_ in before):
        more = rule(text[len(word):])
        return word, place, place[2] > 0 and more == 0, len(word) + more
    if before:
        for kind, zone, *_ in RULES:
            if kind == "zone" and text.startswith(zone):
                return zone, None, False, len(zone)
    for at, letter in enumerate(text[:5]):
        if letter in ENDINGS and at >= (1 if letter == "\u53bf" else 2):
            no_before, no_behind = ENDINGS[letter]
            if text[at - 1] not in no_before and text[at + 1:] and text[at + 1] not in no_behind:
                return text[:at], None, False, at + 1
    return None


def filed(key):
    rests = [key[:-len(form)] for form in FORMS if key.endswith(form) and len(key) - len(form) >= 2]
    formless = min(rests, key=len, default=key)
    front, plain = [], formless
    while (region := at_front(plain, front)) and len(plain) - region[3] >= 2:
        front.append(region)
        plain = plain[region[3]:]
    doubtful = bool(front) and all(region[2] for region in front)
    bare, at, inside = "", 0, []
    while at < len(plain):
        again = next((r for r in front if len(r[0]) >= 2 and plain.startswith(r[0], at)), None)
        word, place = known(plain[at:])
        if at and again:
            inside.append(again)
            at += len(again[0])
        elif at and word and place[2] == 0:
            inside.append((word, place, False))
            at += len(word) + rule(plain[at + len(word):])
        else:
            bare += plain[at]
            at += 1
    if len(front) == 1 and inside and doubtful and not any(agree(front[0], other) for other in inside):
        front_stem = front[0][0]
        plain, bare, front, doubtful = formless, front_stem + bare, inside, False
    elif len(bare) < 2:
        bare, inside = plain, []
    cores = {bare, plain}
    if doubtful:
        cores.add(formless)
    if not front and not inside and len(plain) >= 6:
        cores.add(plain[2:])
    return sorted(cores - {""})


def agree(a, b):
    return holds(a[1], b[1]) or holds(b[1], a[1])
