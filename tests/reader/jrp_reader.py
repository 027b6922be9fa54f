"""A second reader of JRP snapshots, written against docs/FORMAT.md; section numbers here are that page's.

    python jrp_reader.py FILE list [--person-key KEYFILE]
    python jrp_reader.py FILE find --credit-code CODE | --org-code CODE | --name NAME
    python jrp_reader.py FILE --delta DELTA... list | find ...

Prints records as JSON lines. Checks the page digests, the header against its sections, and the state digest. It is made
to be read beside the specification, not to be used: it verifies no signature and answers from expired files (both are
said on standard error), finds no persons and no similar names. Python 3.11; files of suite 2 need `blake3` from PyPI.
`structures.py` has the structures of sections 6 and 7, `standards.py` what is not JRP's own.
"""
import argparse
import base64
import calendar
import datetime
import hmac
import json
import re
import sys
import time
import unicodedata
from functools import cache
from pathlib import Path

from standards import credit_check, hmac_sm3, org_check, sm3, sm4_counter, xxh64
from groups import Groups, place_of
from structures import Dictionary, Form, Head, KeyIndex, Malformed, Sorted, TokenText, number, parts, require, texts

SKELETON = Path(__file__).parents[2] / "core/src/subject/name/skeleton"
BASE36 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ID_KINDS = ["uscc", "org-code", "reg-no", "tax-no", "citizen-id", "passport", "permit"]
SUBJECT_KINDS = ["org", "person", "sole-trader"]
SEVERITIES = ["轻微", "一般", "严重"]
STATUSES = ["active", "objection", "suspended", "unread"]


# ---- Suites: section 5

def digest(suite, data):
    if suite == 1:
        return sm3(data)
    from blake3 import blake3
    return blake3(data).digest()


def mac(suite, person_key, context, *parts, length=32):
    framed = b"".join(len(part).to_bytes(4, "little") + part for part in (context.encode(), *parts))
    if suite == 1:
        return hmac_sm3(person_key, framed)[:length]
    from blake3 import blake3
    return blake3(framed, key=person_key).digest(length=length)


def unseal(suite, person_key, section):
    """Section 10."""
    nonce, sealed = section[:16], section[16:]
    context = "jrp/v1/keystream"
    if suite == 1:
        stream = sm4_counter(mac(1, person_key, context, nonce)[:16], len(sealed))
    else:
        stream = mac(2, person_key, context, nonce, length=len(sealed))
    plain = bytes(x ^ y for x, y in zip(sealed, stream))
    proof = mac(suite, person_key, "jrp/v1/person-section", plain)[:16]
    require(hmac.compare_digest(proof, nonce), "the sealed section is not what its nonce says")
    return plain


# ---- Keys: section 12


def code_points(text):
    ends = [[int(end, 16) for end in item.split("-")] for item in text.split()]
    return {point for end in ends for point in range(end[0], end[-1] + 1)}


INVISIBLE = code_points(
    "0-1F 7F-9F 20 A0 1680 2000-200A 2028 2029 202F 205F 3000 AD 34F 61C 115F 1160 17B4 17B5 180B-180F 200B-200F 202A-202E "
    "2060-206F 2800 3164 FE00-FE0F FEFF FFA0 FFF0-FFFC 1BCA0-1BCA3 1D173-1D17A E0000-E0FFF")
LATIN = {point: chr(point) for point in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ23456789"} | {
    point: chr(point - 32) for point in range(0x61, 0x7b)} | dict(zip(b"01iI", "OLLL"))


@cache
def skeleton():
    """What each character of a decomposed name becomes; what is missing here is dropped."""
    def lines(name):
        text = (SKELETON / name).read_text(encoding="utf-8")
        return (line for line in text.splitlines() if not line.startswith("#"))

    ranges = (line.split() for line in lines("ranges.txt"))
    kept = {point: chr(point) for fate, first, last in ranges if fate == "kept"
            for point in range(int(first, 16), int(last, 16) + 1) if point > 0x7f}
    return kept | {ord(line[0]): line[1:] for line in lines("characters.txt")} | LATIN


def key(name):
    """12.2; the tables of Python's `unicodedata` know what was assigned when it was made."""
    table = skeleton()
    folded = "".join(table.get(ord(c), "") for c in unicodedata.normalize("NFKD", name))
    return re.sub(r"[O零]*[一二三四五六七八九壹贰叁肆伍陆柒捌玖][O零一二三四五六七八九壹贰叁肆伍陆柒捌玖]*",
                  lambda number: number[0].replace("零", "O"), folded)


OPENING = code_points("5B 207D 208D 2768 276A 27EE 2985 2E28 3010 3014 3016 3018 301A FD3F FE35 FE39 FE3B FE47 FE59 FE5D FF5F")
CLOSING = code_points("5D 207E 208E 2769 276B 27EF 2986 2E29 3011 3015 3017 3019 301B FD3E FE36 FE3A FE3C FE48 FE5A FE5E FF60")
DOTS = code_points("2E 387 1427 2022 2024 2027 2219 22C5 2981 2E31 2E33 30FB A78F FE52 FF0E FF65 10101")
REPLACED = {point: "(" for point in OPENING} | {point: ")" for point in CLOSING} | {point: "\u00b7" for point in DOTS} \
    | {point: chr(point - 32) for point in range(0x61, 0x7b)}


def fold_number(text):
    """A document number, folded (section 14)."""
    text = unicodedata.normalize("NFKC", text).translate(dict.fromkeys(INVISIBLE)).translate(REPLACED)
    return unicodedata.normalize("NFKC", text)


def canonical_code(text):
    """12.1, for whole credit codes and organisation codes."""
    wide = {point: chr(point - 0xfee0) for point in range(0xff01, 0xff5f)}
    dashes = dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xfe58, 0xfe63], "-")
    upper = {point: chr(point - 32) for point in range(0x61, 0x7b)}
    text = text.translate(dict.fromkeys(INVISIBLE)).translate(wide).translate(dashes).translate(upper)
    return text.replace("-", "") if len(text.replace("-", "")) == 9 else text


# ---- The file: sections 2, 3, 9, 11, 13 and 14


def base36(value, length):
    require(value < 36 ** length, "a code that cannot be")
    return "".join(BASE36[value // 36 ** i % 36] for i in reversed(range(length)))


def header(data):
    """Section 3."""
    require(len(data) >= 192, "cut short")
    require(data[:8] == b"\x89JRP\r\n\x1a\n" and number(data, 8, 2) == 1 and number(data, 10, 2) == 2, "not a JRP file, version 1 with names of version 2")
    at = 192 + 24 * number(data, 68, 2)

    def text():
        nonlocal at
        length, at = number(data, at, 2), at + 2
        require(at + length <= len(data), "cut short")
        at += length
        return data[at - length:at].decode()

    head = {"suite": data[12], "audience": data[14], "length": number(data, 16, 4), "pages": number(data, 20, 4)}
    head |= {"body": number(data, 24, 8), "sections": parts(data, 192, number(data, 68, 2), 0, number(data, 24, 8))}
    head |= {"kind": data[13], "sequence": number(data, 32, 8), "as_of": number(data, 64, 4), "region": None}
    head |= {"below": (number(data, 72, 8), data[80:112]), "own_digest": None}
    head |= {"issued": number(data, 40, 8), "next": number(data, 48, 8), "expires": number(data, 56, 8)}
    head |= {"person_key_id": data[112:128], "state": [number(data, 128, 16), number(data, 144, 16)], "pages_digest": data[160:192]}
    require(head["suite"] in (1, 2) and head["audience"] in (0, 1) and data[15] == 0, "the header's numbers")
    require(max(head["issued"], head["next"], head["expires"]) <= 253402214400, "a time out of range")
    require(data[13] == 1 or data[13] == 0 and not any(data[72:112]), "neither base nor delta")
    head |= {"publisher": text(), "region": text(), "policy": text(), "lists": {}}
    for _ in range(number(data, 70, 2)):
        code = text()
        require(not head["lists"] or code.encode() > max(head["lists"]).encode(), "lists out of order")
        require(number(data, at, 1) & 0x0e == 0, "a list's attributes")
        # Records, unread rows; those that name nobody are told by the header alone
        head["lists"][code], at = (number(data, at + 1, 8), number(data, at + 9, 8)), at + 25
    padding = data[at:head["length"]]
    require(0 <= head["length"] - at < 64 and head["length"] % 64 == 0 and not any(padding), "the header's length")
    head["own_digest"] = digest(head["suite"], data[:head["length"]])
    return head


def policy_version(section):
    """Section 11."""
    count = number(section, 0, 2)
    shapes = [(number(section, 8 + 8 * i, 4), number(section, 12 + 8 * i, 4)) for i in range(count)]
    dictionary = Dictionary(section[8 + 8 * count:])
    strings = TokenText(section[8 + 8 * count + dictionary.length:], dictionary)
    require(strings.count == sum(1 + columns * (1 + rows) for columns, rows in shapes), "the policy's tables")
    at = 0
    for columns, rows in shapes:
        if strings.get(at) == "pack":
            cells = [strings.get(at + 1 + i) for i in range(columns * (1 + rows))]
            table = [dict(zip(cells, cells[columns * i:columns * (i + 1)])) for i in range(1, rows + 1)]
            return next(row["value"] for row in table if row["key"] == "version")
        at += 1 + columns * (1 + rows)


class Partition:
    """Section 9, and 10 once unsealed."""

    INTS = {3: (0, 2), 4: (0, 1295), 5: (0, 999999), 6: (0, 6), 8: (0, 2), 11: (0, None), 14: (0, 2), 15: (0, 3),
            16: (-3652059, 3652059), 17: (-3652059, 3652059), 18: (-3652059, 3652059), 19: (0, 3653058),
            21: (0, 3653058)}
    TEXTS = {7, 9, 10, 12, 13, 20, *range(32, 38), 48}
    LISTING = range(32, 38)
    OF_RECORDS = {7, 9, 10, 12, 13, 20}

    def __init__(self, data, suite, person_key=None, delta=False, persons=False, base=None):
        """`base`: the partition of the base that a delta continues, or `NoBase` where that has none."""
        self.suite, self.person_key = suite, person_key
        self.count, listings, columns = number(data, 0, 4), number(data, 4, 4), number(data, 8, 2)
        require(number(data, 10, 2) == 0, "a partition's zeros")
        table = parts(data, 16, columns, 16 + 24 * columns, len(data))
        required = {2, 52, 53, 120, 128} | set(self.INTS) | self.TEXTS | ({50} if delta else set())
        known = {part for part in table if part < 0x8000}
        require(required <= known <= required | {49, 51, 121, 122} | {64 + part for part in self.TEXTS}, "a column is missing or unknown")
        column = {part: data[start:start + length] for part, (start, length) in table.items()}
        self.removed = [Sorted(column[50]).get(at) for at in range(Sorted(column[50]).count)] if delta else []
        self.hidden = set()
        self.listings, self.below, below = listings, base.listings if base else 0, number(data, 12, 4)
        require(below == self.below, "listings of another base")
        fronts = [(part, column[part]) for part in sorted(column) if part in self.LISTING or 64 <= part < 120]
        front = b"".join(part.to_bytes(2, "little") + len(taken).to_bytes(8, "little") + taken for part, taken in fronts)
        self.front = column[52] if delta else digest(suite, b"jrp/v1/front\0" + front)
        require(self.front == (base.front if delta else column[52]), "the digest of listings and dictionaries")
        require(listings <= min(self.count, len(data)), "more listings than records")
        self.dictionaries = dict(base.dictionaries) if base else {}
        for part in self.TEXTS & {part - 64 for part in table}:
            self.dictionaries[part] = Dictionary(column[64 + part])
            require(self.dictionaries[part].length == len(column[64 + part]), "a dictionary's length")
        heads, forms = {part: Head(column[part]) for part in self.INTS}, {part: Form(column[part]) for part in sorted(self.OF_RECORDS)}
        require(all(head.length == len(column[part]) for part, head in heads.items()), "an integer column's length")
        heads |= {part: form.index for part, form in forms.items() if form.index}
        direct = {part: self.dictionaries.get(part) for part, form in forms.items() if form.number == 1}
        require(None not in direct.values(), "a text column without its dictionary")
        self.groups = Groups(column[53], column[128], self.count, dict(sorted(heads.items())), direct, 64 if persons else 32)
        indexes = [(column[at], column[groups]) for at, groups in ((2, 120), (49, 121), (51, 122)) if {at, groups} & table.keys()]
        self.keys, *self.possible_names = (KeyIndex(*index, self.groups.pointer_bits) for index in indexes)
        require(not persons or (self.keys.key_width, self.groups.pointer_bits) == (64, 64), "keys of persons that are cut short")
        self.ints = {part: heads[part].values(self.groups.codes[part], low, below + listings - 1 if high is None else high)
                     for part, (low, high) in self.INTS.items()}
        codes = self.ints[19] + self.ints[21]
        require(not any(code is not None and 700 <= code < 1000 for code in codes), "a term code")
        # Of rows that could not be read the listing date is absent.
        require(not any(None in self.ints[part] for part in (8, 11, 15)), "a value that is never absent")
        require(all((kind == 1) == persons for kind in self.ints[8]), "a subject of the other section")
        rows = {part: 1 if part == 48 else listings for part in self.TEXTS - self.OF_RECORDS}
        self.texts = {part: texts(column[part], count, self.dictionaries.get(part)) for part, count in rows.items()}
        for part, form in forms.items():
            self.texts[part] = form.texts(self.groups, part, self.dictionaries.get(part))
        for part in self.LISTING:
            own, of_base = self.texts[part], base.texts[part] if below else None
            self.texts[part] = lambda at, own=own, of_base=of_base: of_base(at) if at < below else own(at - below)

    def identifier(self, row):
        form = self.ints[3][row]
        if form is None:
            return None, None
        if form == 2:
            return ID_KINDS[self.ints[6][row]], self.texts[7](row)
        body = self.groups.body(row)
        org_code = body + org_check(body)
        if form == 1:
            return "org-code", org_code
        code = f"{base36(self.ints[4][row], 2)}{self.ints[5][row]:06}{org_code}"
        return "uscc", code + credit_check(code)

    def primary(self, row, id_kind, identifier):
        """The primary key; `None` where the record has none."""
        if row >= self.groups.keyed:
            return None
        if self.person_key:
            return self.groups.places[row]
        body = identifier[8:16] if id_kind == "uscc" else identifier[:8]
        require(place_of(body) == self.groups.places[row], "a record at another place than its own")
        return int(body, 36)

    def date(self, days):
        try:
            return datetime.date.fromordinal(days + datetime.date(1970, 1, 1).toordinal())
        except (ValueError, OverflowError):
            raise Malformed("a date that is none") from None

    def term(self, listed_on, code):
        if code >= 1000:
            return self.date(listed_on + code - 1000)
        start, years = self.date(listed_on), code // 7
        leap_day = (start.month, start.day) == (2, 29) and not calendar.isleap(start.year + years)
        moved = start.replace(year=start.year + years, day=28 if leap_day else start.day)
        return moved + datetime.timedelta(days=code % 7 - 3)

    def record(self, row):
        """A record as in records.json, with primary key, leaf and identity (section 14)."""
        ints = {part: values[row] for part, values in self.ints.items()}
        require(None not in (ints[8], ints[11], ints[15]), "a value that is never absent")
        unread = STATUSES[ints[15]] == "unread"
        require(unread or ints[16] is not None, "a value that is never absent")
        own = {part: text(ints[11] if 32 <= part < 48 else row) for part, text in self.texts.items() if part != 48}
        listed_on, (id_kind, identifier) = ints[16], self.identifier(row)
        primary = self.primary(row, id_kind, identifier)

        def dated(part):
            return None if ints[part] is None else str(self.date(listed_on + ints[part]))

        # In the order of the canonical bytes
        fields = {
            "listKind": own[32], "subjectKind": SUBJECT_KINDS[ints[8]], "name": own[9], "formerNames": own[10], "idKind": id_kind,
            "id": identifier, "documentNo": own[12], "cause": own[13],
            "severity": None if ints[14] is None else SEVERITIES[ints[14]], "authority": own[33], "sourceUnit": own[34],
            "decidedOn": dated(17), "listedOn": None if unread else str(self.date(listed_on)), "effectiveFrom": dated(18),
            "publishUntil": None if ints[19] is None else str(self.term(listed_on, ints[19])),
            "effectiveUntil": None if ints[21] is None else str(self.term(listed_on, ints[21])), "status": STATUSES[ints[15]],
            "legalBasis": own[35], "domain": own[36], "region": own[37], "recordId": own[20]}
        require(fields["listKind"] and (unread or fields["authority"]), "a value that is never absent")
        person = (primary if self.person_key else 0).to_bytes(8, "little")
        leaf = self.hash("jrp/v1/leaf", person + b"".join(map(counted, fields.values())))
        require(self.groups.stands_rightly(row, leaf), "a record at a place that is not its own")
        if unread:
            named = b"\xfe\xff\xff\xff" + person + b"".join(map(counted, (fields | {"recordId": None}).values()))
        else:
            subject = person if self.person_key else counted(id_kind) + counted(identifier) if identifier else b""
            subject += counted(own[9] and key(own[9])) + counted(fold_number(fields["authority"]))
            told = b"" if fields["recordId"] \
                else counted(own[12] and fold_number(own[12])) + counted(fields["listedOn"]) + counted(fields["decidedOn"])
            named = counted(fields["recordId"]) + counted(fields["listKind"]) + subject + told
        if own[10]:
            fields["formerNames"] = own[10].split("|")
        numbers = {"primary": primary and f"{primary:016x}", "leaf": f"{leaf:032x}"}
        fields = numbers | {"identity": f"{self.hash('jrp/v1/identity', named):032x}"} | fields
        return {name: value for name, value in fields.items() if value is not None}

    def hash(self, context, message):
        if self.person_key:
            return number(mac(self.suite, self.person_key, context, message), 0, 16)
        return number(digest(self.suite, context.encode() + b"\0" + message), 0, 16)

    def rows_with(self, fingerprint):
        """Rows that may have a secondary key."""
        return self.groups.pointed(self.keys.find(fingerprint))

    def live(self, rows):
        return (row for row in rows if row not in self.hidden)

    def records(self):
        return map(self.record, self.live(range(self.count)))


class NoBase:
    """What a delta takes from a base without the section."""
    listings, front, dictionaries, texts = 0, bytes(32), {}, {}


def counted(text):
    return b"\xff\xff\xff\xff" if text is None else len(text.encode()).to_bytes(4, "little") + text.encode()


class Snapshot:
    def __init__(self, data, person_key=None, base=None):
        """`base`: the snapshot that begins the chain of a delta."""
        self.header = head = header(data)
        start, end = head["length"], head["length"] + head["body"]
        digests_end = end + 32 * head["pages"]
        require(head["pages"] == (head["body"] + 16383) // 16384, "the number of pages")
        require(digests_end + 4 + 84 * number(data, digests_end, 4) == len(data), "the file's length")
        require(digest(head["suite"], data[end:digests_end]) == head["pages_digest"], "the page digests are not the header's")
        for page in range(head["pages"]):
            at = start + 16384 * page
            same = digest(head["suite"], data[at:min(at + 16384, end)]) == data[end + 32 * page:end + 32 * page + 32]
            require(same, f"page {page} is not what its digest says")
        sections = {part: data[start + at:start + at + length] for part, (at, length) in head["sections"].items()}
        sealed, delta = any(head["person_key_id"]), head["kind"] == 1
        optional = ({1} | ({4} if sealed else set())) if delta else set()
        required = {2, 3} if delta else {1, 2, 3, 4} if sealed else {1, 2, 3}
        known = {part for part in sections if part < 0x8000}
        require(required <= known <= required | optional, "the sections are not the header's")
        require(not delta or base, "a delta without its base")
        require(not delta or base.header["suite"] == head["suite"], "a delta with another suite")
        require(not (sealed and head["audience"] == 1) and (sealed or head["state"][1] == 0), "persons that cannot be")
        require(1 not in sections or policy_version(sections[1]) == head["policy"], "the policy's version is not the header's")
        self.has_policy, self.has_persons = 1 in sections, 4 in sections
        self.filter = sections[2]
        require(len(self.filter) % 64 == 0, "the filter's length")
        below = base.organisations if delta else None
        self.organisations, self.persons = Partition(sections[3], head["suite"], delta=delta, base=below), None
        if sealed and person_key:
            own = mac(head["suite"], person_key, "jrp/v1/person-key-id")[:16]
            require(own == head["person_key_id"], "another person key")
            if 4 in sections:
                person_key = mac(head["suite"], person_key, "jrp/v1/publisher", head["publisher"].encode())
                below = (base.persons or NoBase) if delta else None
                plain = unseal(head["suite"], person_key, sections[4])
                self.persons = Partition(plain, head["suite"], person_key, delta, persons=True, base=below)
        self.check_lists()

    def check_lists(self):
        """Section 4: what the header says of lists, against the records."""
        said, public = self.header["lists"], self.header["audience"] == 1
        found, partitions = {code: [0, 0] for code in said}, [part for part in (self.organisations, self.persons) if part]
        for part in partitions:
            for row in range(part.count):
                code = part.texts[32](part.ints[11][row])
                require(code in said, "a record is on a list that the header does not name")
                found[code][STATUSES[part.ints[15][row]] == "unread"] += 1
                if public and part.ints[8][row] == 2:
                    require(part.identifier(row)[0] == "uscc" and not part.texts[9](row) and not part.texts[10](row), "a sole trader is named")
        if self.header["kind"] == 0:
            whole = self.persons or not self.has_persons
            pairs = [(have, want) for code in said for have, want in zip(found[code], said[code])]
            require(all(have == want if whole else have <= want for have, want in pairs), "the lists' counts")

    def check_states(self):
        for partition, state in zip((self.organisations, self.persons), self.header["state"]):
            if partition:
                total = sum(int(record["leaf"], 16) for record in partition.records()) % (1 << 128)
                require(total == state, "the records do not add up to the state digest")

    def records(self):
        for partition in (self.organisations, self.persons):
            yield from partition.records() if partition else ()

    def may_hold(self, fingerprint):
        """Section 8."""
        block = ((fingerprint >> 32) * (len(self.filter) // 64)) >> 32
        p = fingerprint * 0x9e3779b97f4a7c15 & (1 << 64) - 1
        return bool(self.filter) and all(
            number(self.filter, 64 * block + 8 * i, 8) >> (p >> (16 + 6 * i) & 63) & 1 for i in range(8))

    def by_code(self, code):
        """Section 13: a credit code of 18 characters or an organisation code of 9."""
        code = canonical_code(code)
        body = code[-10:-2] if len(code) == 18 else code[:8]
        if len(code) not in (9, 18) or not set(body) <= set(BASE36) or not self.may_hold(xxh64(body.encode(), 1)):
            return
        for row in self.organisations.live(self.organisations.groups.find(body)):
            record = self.organisations.record(row)
            if record["id"] == code or len(code) == 9 and record["id"][8:17] == code:
                yield record

    def by_name(self, name):
        name = key(name)
        for seed, kind in ((2, "org"), (3, "sole-trader")):
            fingerprint = xxh64(name.encode(), seed)
            for row in self.organisations.live(self.organisations.rows_with(fingerprint) if self.may_hold(fingerprint) else ()):
                record = self.organisations.record(row)
                names = [record.get("name"), *record.get("formerNames", [])]
                if record["subjectKind"] == kind and name in (key(other) for other in names if other):
                    yield record


class Chain:
    """Section 19."""

    def __init__(self, base, person_key=None):
        require(base.header["kind"] == 0, "not a base")
        self.layers, self.header, self.person_key = [base], base.header, person_key
        base.check_states()

    def lay(self, delta):
        old, new = self.header, delta.header
        require(new["kind"] == 1, "not a delta")
        for field in ("publisher", "region", "audience", "suite"):
            require(old[field] == new[field], f"a delta with another {field}")
        require(new["sequence"] > old["sequence"] and signed32(new["as_of"]) >= signed32(old["as_of"]), "a delta that is older")
        require(new["below"] == (old["sequence"], old["own_digest"]), "a delta on another layer")
        require(not any(old["person_key_id"]) or old["person_key_id"] == new["person_key_id"], "another person key")
        require(delta.has_policy or new["policy"] == old["policy"], "a delta on another policy pack")
        hide, counts = [], dict(old["lists"])
        for which, (name, state) in enumerate(zip(("organisations", "persons"), old["state"])):
            brought = getattr(delta, name)
            if brought is None:
                if name == "persons" and delta.has_persons:
                    counts = None  # sealed, and no key: as signed
                else:
                    require(state == new["state"][which], "the state of persons, of whom nothing changed")
                continue
            below = [(layer, row) for layer in self.layers if getattr(layer, name) for row in range(getattr(layer, name).count)]
            for place in brought.removed:
                require(place < len(below), "a place that is not there")
                partition, row = getattr(below[place][0], name), below[place][1]
                require(row not in partition.hidden and (partition, row) not in hide, "a place that is not live")
                record = partition.record(row)
                hide.append((partition, row))
                state -= int(record["leaf"], 16)
                if counts is not None:
                    count(counts, record, -1)
            for record in brought.records():
                state += int(record["leaf"], 16)
                if counts is not None:
                    count(counts, record, 1)
            require(brought.removed == sorted(brought.removed), "places out of order")
            require(state % (1 << 128) == new["state"][which], "the records do not add up to the state digest")
        if counts is not None:
            named = set(counts) | set(new["lists"])
            none = (0, 0)
            require(all(counts.get(code, none) == new["lists"].get(code, none) for code in named), "the counts of the lists")
        for partition, row in hide:
            partition.hidden.add(row)
        self.layers.append(delta)
        self.header = new

    def records(self):
        for name in ("organisations", "persons"):
            for layer in self.layers:
                yield from getattr(layer, name).records() if getattr(layer, name) else ()

    def by_code(self, code):
        for layer in self.layers:
            yield from layer.by_code(code)

    def by_name(self, name):
        for layer in self.layers:
            yield from layer.by_name(name)


def count(counts, record, change):
    """Records and unread rows of a list."""
    records, unread = counts.get(record["listKind"], (0, 0))
    is_unread = record["status"] == "unread"
    counts[record["listKind"]] = (records, unread + change) if is_unread else (records + change, unread)


def signed32(value):
    return value - (1 << 32) if value >> 31 else value


def read_person_key(path):
    lines = Path(path).read_text().split("\n")
    inner = lines[lines.index("-----BEGIN JRP PERSON KEY-----") + 1:lines.index("-----END JRP PERSON KEY-----")]
    return base64.b64decode("".join(inner), validate=True)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file")
    arguments.add_argument("--delta", action="append", default=[])
    commands = arguments.add_subparsers(dest="command", required=True)
    commands.add_parser("list").add_argument("--person-key", type=read_person_key)
    wanted = commands.add_parser("find").add_mutually_exclusive_group(required=True)
    for option in ("--credit-code", "--org-code", "--name"):
        wanted.add_argument(option)
    given = arguments.parse_args()
    key = getattr(given, "person_key", None)
    snapshot = Chain(Snapshot(Path(given.file).read_bytes(), key), key)
    for delta in given.delta:
        snapshot.lay(Snapshot(Path(delta).read_bytes(), key, snapshot.layers[0]))
    print("signatures: not verified", file=sys.stderr)
    if snapshot.header["expires"] < time.time():
        print("expired: what this file says is no answer any more", file=sys.stderr)
    if given.command == "list":
        if key is None and any(snapshot.header["person_key_id"]):
            print("persons: sealed, not listed", file=sys.stderr)
        found = snapshot.records()
    else:
        code = given.credit_code if given.org_code is None else given.org_code
        found = snapshot.by_code(code) if given.name is None else snapshot.by_name(given.name)
    for record in found:
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    try:
        main()
    except Malformed as error:
        sys.exit(f"refused: {error}")
