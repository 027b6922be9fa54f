"""The structures that JRP files are made of, as docs/FORMAT.md describes them in sections 1, 6 and 7."""
from bisect import bisect_left
from functools import cache
from itertools import accumulate


class Malformed(Exception):
    """The file breaks the specification."""


def require(condition, what):
    if not condition:
        raise Malformed(what)


def number(data, at, size, signed=False):
    require(0 <= at and at + size <= len(data), "cut short")
    return int.from_bytes(data[at:at + size], "little", signed=signed)


def bits(stream, at, width):
    """Section 1: `width` bits of a bit stream from bit `at` on."""
    return int.from_bytes(stream[at >> 3:(at + width + 7) >> 3], "little") >> (at & 7) & ((1 << width) - 1)


def stream_length(count):
    return (count + 7) // 8 + 8


def parts(data, at, count, start, end):
    """6.1: the parts of a table at `at`, whose offsets count from `start`."""
    found, last_id, last_end = {}, -1, start
    for entry in range(at, at + 24 * count, 24):
        part, zero = number(data, entry, 2), number(data, entry + 2, 6)
        first, length = start + number(data, entry + 8, 8), number(data, entry + 16, 8)
        require(zero == 0 and part > last_id and last_end <= first and first + length <= end, "a table of parts")
        found[part] = first, length
        last_id, last_end = part, first + length
    return found


class Head:
    """6.2: what stands before the codes of an integer column; `length` is how many bytes of the data it takes."""

    def __init__(self, data):
        self.flags, self.width, zero, entries = number(data, 0, 1), number(data, 1, 1), number(data, 2, 2), number(data, 4, 4)
        self.base, self.length = number(data, 8, 8, signed=True), 16 + 8 * entries
        self.dictionary = [number(data, 16 + 8 * i, 8, signed=True) for i in range(entries)]
        plain = self.flags & 2 == 0
        require(self.flags < 4 and self.width <= 57 and zero == 0 and not (entries if plain else self.base), "an integer column")

    def values(self, codes, low, high):
        """The values of codes, which must be absent (None) or from `low` to `high`."""
        values = []
        for code in codes:
            code -= self.flags & 1
            require(code < len(self.dictionary) or not self.flags & 2, "a code beyond its dictionary")
            values.append(None if code < 0 else self.dictionary[code] if self.flags & 2 else self.base + code)
        present = (value for value in values + self.dictionary if value is not None)
        require(all(low <= value <= high for value in present), "an integer out of range")
        return values


def integers(data, rows, low, high):
    """6.2: all values of an integer column whose codes stand behind its head."""
    head = Head(data)
    stream = data[head.length:]
    require(len(stream) == stream_length(rows * head.width), "an integer column's length")
    return head.values((bits(stream, row * head.width, head.width) for row in range(rows)), low, high)


class Sorted:
    """6.3."""

    def __init__(self, data, count=None):
        """`count`: how many values there are, where that stands elsewhere."""
        if count is None:
            count, data = number(data, 0, 8), data[8:]
        self.count = count
        blocks = (self.count + 127) // 128
        self.stream = data[16 * blocks:]
        require(16 * blocks + 8 <= len(data), "a sorted column is cut short")
        self.first = [number(data, 16 * i, 8) for i in range(blocks)]
        self.place = [divmod(number(data, 16 * i + 8, 8), 256) for i in range(blocks)]
        for block, (at, low) in enumerate(self.place):
            size = min(128, self.count - 128 * block)
            require(low < 64 and at + size * (low + 1) <= 8 * (len(self.stream) - 8), "a block outside its stream")
        require(self.first == sorted(self.first), "blocks out of order")

    @cache
    def block(self, block):
        (at, width), size = self.place[block], min(128, self.count - 128 * block)
        ones = [k for k in range(512) if bits(self.stream, at + size * width + k, 1)][:size]
        require(len(ones) == size, "a block's upper bits")
        lows = (bits(self.stream, at + i * width, width) for i in range(size))
        return [self.first[block] + ((k - i) << width) + low for i, (k, low) in enumerate(zip(ones, lows))]

    def get(self, at):
        return self.block(at // 128)[at % 128]

    def find(self, value):
        for block in range(max(bisect_left(self.first, value) - 1, 0), len(self.first)):
            if self.first[block] > value:
                break
            yield from (128 * block + at for at, other in enumerate(self.block(block)) if other == value)


def groups(directory, count, data):
    """6.4: the groups of a directory, each with the number of its entries."""
    require(len(directory) == 8 * count, "a directory of groups")
    found, end = [], 0
    for at in range(0, 8 * count, 8):
        entries, length = number(directory, at, 4), number(directory, at + 4, 4)
        require(end + length <= len(data) and (entries or not length), "a group outside its column")
        found.append((entries, data[end:end + length]))
        end += length
    require(end == len(data), "the groups do not fill their column")
    return found


class KeyIndex:
    """6.5."""

    def __init__(self, directory, data, pointer_width):
        self.key_width, self.named, zero = number(directory, 0, 1), number(directory, 1, 1), number(directory, 2, 6)
        require(1 <= self.key_width <= 64 and self.named <= min(24, self.key_width) and zero == 0, "a key index")
        self.rest, self.groups = self.key_width - self.named, []
        for count, group in groups(directory[8:], 1 << self.named, data):
            keys_at = (count * pointer_width + 7) // 8
            keys = Sorted(group[keys_at:], count) if count else Sorted(bytes(8), 0)
            pointers = [bits(group, at * pointer_width, pointer_width) for at in range(count)]
            self.groups.append((keys, pointers))
            require(not count or keys.get(count - 1) >> self.rest == 0, "a key of another group")

    def entries(self):
        """All keys, cut to their width, and pointers."""
        for number_of, (keys, pointers) in enumerate(self.groups):
            yield from ((number_of << self.rest | keys.get(at), pointer) for at, pointer in enumerate(pointers))

    def find(self, fingerprint):
        """Pointers to records that may have the key."""
        cut = fingerprint >> (64 - self.key_width)
        keys, pointers = self.groups[cut >> self.rest]
        return (pointers[at] for at in keys.find(cut & (1 << self.rest) - 1))


class Dictionary:
    """7.2. `length` is how many bytes of the data it takes."""

    def __init__(self, data):
        self.alphabet, self.tokens = number(data, 0, 4), number(data, 4, 4)
        self.counts = [number(data, 8 + 4 * i, 4) for i in range(24)]
        self.width = max(self.tokens, self.alphabet).bit_length()
        self.tokens_at = 21 * self.alphabet
        self.length = 104 + stream_length(self.tokens_at + self.tokens * (2 * self.width + 1))
        require(self.length <= len(data), "a dictionary is cut short")
        self.packed = data[104:self.length]
        require(sum(self.counts) <= self.tokens <= 1 << 24, "more codes than tokens")
        behind = list(accumulate(self.counts, lambda code, count: 2 * code + count))
        require(all(code <= 2 << length for length, code in enumerate(behind)), "the code space")

    def token(self, token):
        """Left, right, and whether the token ends a string."""
        at = self.tokens_at + token * (2 * self.width + 1)
        require(token < self.tokens, "a token out of range")
        return bits(self.packed, at, self.width), bits(self.packed, at + self.width, self.width), \
            bits(self.packed, at + 2 * self.width, 1)

    def any(self, token):
        """Whether the token stands for any character."""
        left, right, _ = self.token(token)
        return right == self.tokens and left == self.alphabet

    def spell(self, token, out):
        waiting = [token]
        while waiting:
            left, right, _ = self.token(waiting.pop())
            if right == self.tokens:
                require(left < self.alphabet, "a character")
                out.append(character(bits(self.packed, 21 * left, 21)))
            else:
                waiting += right, left
            require(len(waiting) <= 65 and len(out) <= 1 << 20, "a token without end")


def character(scalar):
    require(scalar < 0xd800 or 0xdfff < scalar < 0x110000, "a character")
    return chr(scalar)


class TokenText:
    """7.3."""

    def __init__(self, data, dictionary):
        self.dictionary, self.count, self.start_width = dictionary, number(data, 0, 8), number(data, 8, 1)
        require(self.start_width <= 57 and number(data, 9, 7) == 0, "a token text")
        codes = 16 + stream_length((self.count + 31) // 32 * self.start_width)
        self.starts, self.codes = data[16:codes], data[codes:]
        require(len(self.codes) >= 8 and self.count <= 8 * (len(self.codes) - 8), "more strings than codes")

    def bit(self, at):
        require(at < 8 * len(self.codes), "the codes end early")
        return self.codes[at >> 3] >> (7 - at % 8) & 1

    def next(self, bit):
        """A token and the bit behind it; where it stands for any character, that is behind its 21 bits."""
        code = first = index = 0
        for count in self.dictionary.counts:
            code = 2 * code + self.bit(bit)
            bit, first = bit + 1, 2 * first
            if code - first < count:
                token = index + code - first
                return token, bit + 21 * self.dictionary.any(token)
            index, first = index + count, first + count
        raise Malformed("bits that are not a code")

    def end(self, token):
        return self.dictionary.token(token)[2]

    @cache
    def get(self, string):
        require(string < self.count, "a string out of range")
        bit = bits(self.starts, string // 32 * self.start_width, self.start_width)
        for _ in range(string % 32):
            end = 0
            while not end:
                token, bit = self.next(bit)
                end = self.end(token)
        out, end = [], 0
        while not end:
            token, bit = self.next(bit)
            if self.dictionary.any(token):
                scalar = 0
                for at in range(bit - 21, bit):
                    scalar = 2 * scalar + self.bit(at)
                out.append(character(scalar))
            else:
                self.dictionary.spell(token, out)
            end = self.end(token)
        return "".join(out)[:-1]


class GroupText(TokenText):
    """9.2: the strings of a column in a group of `count` records; the data go on behind them."""

    def __init__(self, data, dictionary, count):
        self.dictionary, self.count, self.start_width = dictionary, count, number(data, 0, 1)
        starts = ((count + 31) // 32 * self.start_width + 7) // 8
        require(self.start_width <= 57, "the texts of a group")
        self.starts, self.codes = data[1:], data[1 + starts:]


def texts(data, rows, dictionary):
    """7.1: a function from row to text."""
    form, length = number(data, 0, 1), number(data, 8, 8)
    require(form < 3 and number(data, 1, 7) == 0 and (form == 2 or length == 0), "a text column")
    if form == 0:
        require(len(data) == 16, "a text column's length")
        return lambda row: None
    require(dictionary, "a text column without its dictionary")
    strings = TokenText(data[16 + length:], dictionary)
    if form == 1:
        require(strings.count == rows, "a text column's rows")
        return lambda row: strings.get(row) or None
    index = integers(data[16:16 + length], rows, 0, strings.count - 1)
    return lambda row: None if index[row] is None else strings.get(index[row]) or None


class Form:
    """7.1 and 9.2: a text column of records; its index, or its strings of form 1, are in the groups."""

    def __init__(self, data):
        self.number, length = number(data, 0, 1), number(data, 8, 8)
        self.strings, self.index = data[16 + length:], Head(data[16:16 + length]) if self.number == 2 else None
        require(self.number < 3 and number(data, 1, 7) == 0 and 16 + length <= len(data), "a text column")
        require(self.index is None or self.index.length == length, "a text column's index")
        require(self.number == 2 or len(data) == 16, "a text column's length")

    def texts(self, groups, part, dictionary):
        """A function from row to text."""
        if self.number == 0:
            return lambda row: None
        if self.number == 1:
            return lambda row: groups.text(part, row)
        require(dictionary, "a text column without its dictionary")
        strings = TokenText(self.strings, dictionary)
        index = self.index.values(groups.codes[part], 0, strings.count - 1)
        return lambda row: None if index[row] is None else strings.get(index[row]) or None
