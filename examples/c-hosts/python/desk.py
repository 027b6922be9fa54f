"""One applicant is compared with the lists through ctypes: desk.py SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]"""

import ctypes as c
import json
import sys


class Text(c.Structure):
    _fields_ = [("data", c.c_char_p), ("len", c.c_size_t)]

    @classmethod
    def of(cls, text):
        data = text.encode()
        return cls(data, len(data))

    def __str__(self):
        return c.string_at(self.data, self.len).decode()


class Query(c.Structure):
    _fields_ = [
        ("struct_size", c.c_size_t),
        ("scenario", Text),
        ("on", Text),
        ("now", c.c_int64),
        ("lang", c.c_uint32),
        ("conditions", c.c_uint32),
        ("kind", c.c_uint32),
        ("id_kind", c.c_uint32),
        ("credit_code", Text),
        ("name", Text),
        ("id", Text),
        ("members", c.c_void_p),
        ("member_count", c.c_size_t),
    ]


class Error(Exception):
    pass


class Jrp:
    """The calls this program needs, with failures raised."""

    def __init__(self, path="libjrp.so.1"):
        self.lib = c.CDLL(path)
        self.lib.jrp_result_message.restype = c.c_char_p
        self.lib.jrp_result_message.argtypes = [c.c_uint32]
        handle, out = c.c_void_p, c.POINTER(c.c_void_p)
        for name, arguments in {
            "jrp_trust_new_file": [c.c_char_p, c.c_size_t, out, out],
            "jrp_roster_open_file": [c.c_char_p, c.c_size_t, handle, handle, out, out],
            "jrp_roster_check": [handle, c.POINTER(Query), out, out],
            "jrp_comparison_json": [handle, c.POINTER(Text)],
            "jrp_error_text": [handle, c.POINTER(Text)],
        }.items():
            function = getattr(self.lib, name)
            function.argtypes, function.restype = arguments, c.c_uint32
        for name in ["jrp_trust_free", "jrp_roster_free", "jrp_comparison_free", "jrp_error_free"]:
            function = getattr(self.lib, name)
            function.argtypes, function.restype = [handle], None
        if self.lib.jrp_abi_version() != 1:
            raise Error("this program was written for ABI 1 of libjrp")

    def make(self, function, *arguments):
        """Calls `function(arguments…, handle **out, jrp_error **detail)` and gives the handle."""
        made, detail = c.c_void_p(), c.c_void_p()
        result = function(*arguments, c.byref(made), c.byref(detail))
        if result != 0:
            text = Text()
            self.lib.jrp_error_text(detail, c.byref(text))
            message = str(text)
            self.lib.jrp_error_free(detail)
            raise Error(message)
        return made


def main(snapshot, public_key, now, credit_code, name=""):
    jrp = Jrp()
    lib = jrp.lib
    key, path = public_key.encode(), snapshot.encode()
    trust = jrp.make(lib.jrp_trust_new_file, key, len(key))
    try:
        roster = jrp.make(lib.jrp_roster_open_file, path, len(path), trust, None)
    finally:
        lib.jrp_trust_free(trust)
    query = Query(
        struct_size=c.sizeof(Query),
        scenario=Text.of("ZFCG"),
        now=int(now),
        credit_code=Text.of(credit_code),
        name=Text.of(name),
    )
    try:
        comparison = jrp.make(lib.jrp_roster_check, roster, c.byref(query))
    finally:
        lib.jrp_roster_free(roster)
    text = Text()
    lib.jrp_comparison_json(comparison, c.byref(text))
    answer = json.loads(str(text))
    lib.jrp_comparison_free(comparison)
    for prompt in answer["prompts"]:
        print(f"{prompt['code']}: {prompt['text']}")
    return 12 if answer["outcome"] == "prohibited" else 0


if __name__ == "__main__":
    if len(sys.argv) < 5:
        sys.exit("usage: desk.py SNAPSHOT PUBLIC-KEY NOW CREDIT-CODE [NAME]")
    try:
        sys.exit(main(*sys.argv[1:]))
    except Error as error:
        sys.exit(str(error))
