"""Published standards that the reader needs and Python lacks: SM3, SM4, XXH64, check digits. None of it is JRP's own."""
from functools import cache

M32, M64 = (1 << 32) - 1, (1 << 64) - 1


def rol(x, n, width=32):
    return (x << n | x >> (width - n)) & ((1 << width) - 1)


def sm3(message):
    """GB/T 32905-2016."""
    data = message + b"\x80" + bytes((55 - len(message)) % 64) + (8 * len(message)).to_bytes(8, "big")
    v = [0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e]
    for at in range(0, len(data), 64):
        w = [int.from_bytes(data[i:i + 4], "big") for i in range(at, at + 64, 4)]
        for j in range(16, 68):
            x = w[j - 16] ^ w[j - 9] ^ rol(w[j - 3], 15)
            w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[j - 13], 7) ^ w[j - 6])
        a, b, c, d, e, f, g, h = v
        for j in range(64):
            ss1 = rol((rol(a, 12) + e + rol(0x79cc4519 if j < 16 else 0x7a879d8a, j % 32)) & M32, 7)
            ff, gg = (a ^ b ^ c, e ^ f ^ g) if j < 16 else (a & b | a & c | b & c, e & f | ~e & g)
            tt1 = (ff + d + (ss1 ^ rol(a, 12)) + (w[j] ^ w[j + 4])) & M32
            tt2 = (gg + h + ss1 + w[j]) & M32
            a, b, c, d, e, f, g, h = tt1, a, rol(b, 9), c, tt2 ^ rol(tt2, 9) ^ rol(tt2, 17), e, rol(f, 19), g
        v = [x ^ y for x, y in zip(v, (a, b, c, d, e, f, g, h))]
    return b"".join(x.to_bytes(4, "big") for x in v)


def hmac_sm3(key, message):
    key = key.ljust(64, b"\0")
    return sm3(bytes(x ^ 0x5c for x in key) + sm3(bytes(x ^ 0x36 for x in key) + message))


def sm4_sbox():
    """GB/T 32907-2016; the S-box is an inversion in GF(2^8), modulo 0x1f5, between two equal affine maps."""
    def times(x, y):
        product = 0
        for i in range(8):
            product ^= (y >> i & 1) * x << i
        for i in range(14, 7, -1):
            product ^= (product >> i & 1) * 0x1f5 << (i - 8)
        return product

    inverse = {x: y for x in range(256) for y in range(256) if times(x, y) == 1} | {0: 0}

    def affine(x):
        return sum((bin(rol(0xa7, i, 8) & x).count("1") & 1) << i for i in range(8)) ^ 0xd3

    return [affine(inverse[affine(x)]) for x in range(256)]


@cache
def sm4(key):
    """A function from block to encrypted block."""
    sbox = sm4_sbox()

    def tau(x):
        return int.from_bytes(bytes(sbox[byte] for byte in x.to_bytes(4, "big")), "big")

    def words(block):
        return [int.from_bytes(block[i:i + 4], "big") for i in range(0, 16, 4)]

    k = [x ^ fk for x, fk in zip(words(key), (0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc))]
    for i in range(32):
        ck = int.from_bytes(bytes((4 * i + j) * 7 % 256 for j in range(4)), "big")
        x = tau(k[i + 1] ^ k[i + 2] ^ k[i + 3] ^ ck)
        k.append(k[i] ^ x ^ rol(x, 13) ^ rol(x, 23))

    def encrypt(block):
        x = words(block)
        for i in range(32):
            y = tau(x[i + 1] ^ x[i + 2] ^ x[i + 3] ^ k[i + 4])
            x.append(x[i] ^ y ^ rol(y, 2) ^ rol(y, 10) ^ rol(y, 18) ^ rol(y, 24))
        return b"".join(word.to_bytes(4, "big") for word in x[:31:-1])

    return encrypt


def sm4_block(key, block):
    return sm4(key)(block)


def sm4_counter(key, length):
    blocks = (sm4_block(key, counter.to_bytes(16, "big")) for counter in range((length + 15) // 16))
    return b"".join(blocks)[:length]


def xxh64(data, seed):
    """https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md"""
    def lane(at, size):
        return int.from_bytes(data[at:at + size], "little")

    p1, p2, p3, p4, p5 = 0x9e3779b185ebca87, 0xc2b2ae3d27d4eb4f, 0x165667b19e3779f9, 0x85ebca77c2b2ae63, 0x27d4eb2f165667c5

    def turn(accumulator, value):
        return rol((accumulator + value * p2) & M64, 31, 64) * p1 & M64

    at, h = 0, (seed + p5) & M64
    if len(data) >= 32:
        v = [(seed + p1 + p2) & M64, (seed + p2) & M64, seed, (seed - p1) & M64]
        while at + 32 <= len(data):
            v = [turn(x, lane(at + 8 * i, 8)) for i, x in enumerate(v)]
            at += 32
        h = sum(rol(x, n, 64) for x, n in zip(v, (1, 7, 12, 18))) & M64
        for x in v:
            h = ((h ^ turn(0, x)) * p1 + p4) & M64
    h = (h + len(data)) & M64
    while at + 8 <= len(data):
        h, at = (rol(h ^ turn(0, lane(at, 8)), 27, 64) * p1 + p4) & M64, at + 8
    if at + 4 <= len(data):
        h, at = (rol(h ^ lane(at, 4) * p1 & M64, 23, 64) * p2 + p3) & M64, at + 4
    for byte in data[at:]:
        h = rol(h ^ byte * p5 & M64, 11, 64) * p1 & M64
    h = (h ^ h >> 33) * p2 & M64
    h = (h ^ h >> 29) * p3 & M64
    return h ^ h >> 32


def org_check(body):
    """GB 11714."""
    total = sum(int(c, 36) * weight for c, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    return "0123456789X"[(11 - total % 11) % 11]


def credit_check(body):
    """GB 32100."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return alphabet[(31 - sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body)) % 31) % 31]
