"""The groups of records: sections 9.2 and 9.3 of docs/FORMAT.md."""
from functools import cache

from structures import GroupText, Sorted, bits, groups, number, require

FACTORS = 0x9e3779b1, 0x85ebca77
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def place_of(body):
    """The place of the eight characters of an organisation code."""
    if body.startswith("MA"):
        place = int(body[2:], 36)
    elif body.isdecimal():
        place = 36 ** 6 + int(body)
    elif body[0] in LETTERS and body[1:].isdecimal():
        place = 36 ** 6 + 10 ** 8 + 10 ** 7 * LETTERS.index(body[0]) + int(body[1:])
    else:
        place = (int(body, 36) ^ int(body, 36) >> 16) % (1 << 32)
    for factor in FACTORS:
        place = (place ^ place >> 16) * factor % (1 << 32)
    return place ^ place >> 16


def body_of(place):
    """The other way round, for usual codes."""
    for factor in reversed(FACTORS):
        place = (place ^ place >> 16) * pow(factor, -1, 1 << 32) % (1 << 32)
    number = place ^ place >> 16
    if number < 36 ** 6:
        digits = (DIGITS[number // 36 ** i % 36] for i in reversed(range(6)))
        return "MA" + "".join(digits)
    if (number := number - 36 ** 6) < 10 ** 8:
        return f"{number:08}"
    letter, digits = divmod(number - 10 ** 8, 10 ** 7)
    require(letter < 26, "a place that is none's")
    return f"{LETTERS[letter]}{digits:07}"


class Groups:
    """The rows of all groups. `heads` are those of the columns that have bits in a row, `direct` the dictionaries of the text
    columns in form 1, each by the number of the column, ascending."""

    def __init__(self, directory, records, count, heads, direct, place_bits):
        self.named, self.loose, self.pointer_bits = named, loose, pointer = directory[:3]
        require(max(named, loose) <= 24 and max(named, loose, 1) <= pointer <= place_bits, "the groups' numbers")
        require(number(directory, 3, 5) == 0, "a directory's zeros")
        self.place_bits, self.codes, self.strings = place_bits, {part: [] for part in heads}, {part: [] for part in direct}
        # Those with a primary key come first
        self.places, self.pointers = [], []
        for group, (rows, data) in enumerate(groups(directory[8:], (1 << named) + (1 << loose), records)):
            require(len(self.pointers) + rows <= count, "more records in groups than there are")
            if rows:
                self.take(data, rows, heads, direct, group)
        require(len(self.pointers) == count, "the groups do not fit their records")

    def take(self, group, rows, heads, direct, at):
        width, rows_at, end = sum(head.width for head in heads.values()), 4 * len(direct), len(group) - 8
        places_at = rows_at + (rows * width + 7) // 8
        starts = [number(group, 4 * text, 4) for text in range(len(direct))] + [end]
        require(places_at <= starts[0] and starts == sorted(starts), "the parts of a group")
        bit = 0
        for part, head in heads.items():
            self.codes[part] += (bits(group[rows_at:], row * width + bit, head.width) for row in range(rows))
            bit += head.width
        is_keyed = at < 1 << self.named
        at, stored, named = (at, self.place_bits, self.named) if is_keyed else (at - (1 << self.named), self.pointer_bits, self.loose)
        rests = Sorted(group[places_at:starts[0] + 8], rows)
        places = [at << stored - named | rests.get(row) for row in range(rows)]
        require(max(places) >> stored - named == at, "a place of another group")
        self.places += places if is_keyed else ()
        self.pointers += (place >> stored - self.pointer_bits for place in places)
        for (part, dictionary), start, behind in zip(direct.items(), starts, starts[1:]):
            texts = GroupText(group[start:], dictionary, rows)
            require(start < behind and (rows + 7) // 8 + len(group) - start - len(texts.codes) <= behind - start, "a group's texts")
            self.strings[part] += ((texts, row) for row in range(rows))

    @property
    def keyed(self):
        """How many records have a primary key."""
        return len(self.places)

    @cache
    def text(self, part, row):
        texts, at = self.strings[part][row]
        return texts.get(at) or None

    def body(self, row):
        """The first eight characters of a usual organisation code."""
        return body_of(self.places[row])

    def find(self, body):
        place = place_of(body)
        return (row for row, other in enumerate(self.places) if other == place)

    def pointed(self, pointers):
        """The rows of records that pointers may mean."""
        pointers = set(pointers)
        return (row for row, pointer in enumerate(self.pointers) if pointer in pointers)

    def stands_rightly(self, row, leaf):
        """Whether the record of a row with this leaf is at its own place."""
        return row < self.keyed or self.pointers[row] == leaf >> 128 - self.pointer_bits
