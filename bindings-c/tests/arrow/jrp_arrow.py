"""The Arrow entry of libjrp by ctypes, as a host without a wheel would call it."""

import ctypes
from ctypes import POINTER, Structure, byref, c_char_p, c_int64, c_size_t, c_uint32, c_void_p

import pyarrow as pa

NOW = 1795309200  # 2026-11-22T09:00:00+08:00


class Text(Structure):
    _fields_ = [("data", c_char_p), ("len", c_size_t)]

    @classmethod
    def of(cls, text):
        data = None if text is None else text.encode()
        return cls(data, len(data or b""))


class Query(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("scenario", Text),
        ("on", Text),
        ("now", c_int64),
        ("lang", c_uint32),
        ("conditions", c_uint32),
        ("kind", c_uint32),
        ("id_kind", c_uint32),
        ("credit_code", Text),
        ("name", Text),
        ("id", Text),
        ("members", c_void_p),
        ("member_count", c_size_t),
    ]


class OpenOptions(Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("person_key", Text),
        ("person_key_file", Text),
        ("deltas", c_void_p),
        ("delta_count", c_size_t),
        ("memory_file", Text),
    ]


class ArrowSchema(Structure):
    pass


ArrowSchema._fields_ = [
    ("format", c_char_p),
    ("name", c_char_p),
    ("metadata", c_char_p),
    ("flags", c_int64),
    ("n_children", c_int64),
    ("children", c_void_p),
    ("dictionary", c_void_p),
    ("release", ctypes.CFUNCTYPE(None, POINTER(ArrowSchema))),
    ("private_data", c_void_p),
]


class ArrowArray(Structure):
    pass


ArrowArray._fields_ = [
    ("length", c_int64),
    ("null_count", c_int64),
    ("offset", c_int64),
    ("n_buffers", c_int64),
    ("n_children", c_int64),
    ("buffers", c_void_p),
    ("children", c_void_p),
    ("dictionary", c_void_p),
    ("release", ctypes.CFUNCTYPE(None, POINTER(ArrowArray))),
    ("private_data", c_void_p),
]


class JrpError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Lists:
    """A roster of libjrp."""

    def __init__(self, library, snapshot, public_key, person_key):
        self.lib = ctypes.CDLL(library)
        for name in ("jrp_trust_free", "jrp_roster_free", "jrp_roster_set_free", "jrp_comparison_free", "jrp_error_free"):
            getattr(self.lib, name).argtypes = [c_void_p]
            getattr(self.lib, name).restype = None
        trust, self.roster, self.set = c_void_p(), c_void_p(), c_void_p()
        options = OpenOptions(struct_size=ctypes.sizeof(OpenOptions), person_key_file=Text.of(person_key))
        path = public_key.encode()
        self.call("jrp_trust_new_file", path, c_size_t(len(path)), byref(trust))
        path = snapshot.encode()
        self.call("jrp_roster_open_file", path, c_size_t(len(path)), trust, byref(options), byref(self.roster))
        self.lib.jrp_trust_free(trust)
        self.call("jrp_roster_set_new", byref(self.roster), c_size_t(1), byref(self.set))

    def close(self):
        self.lib.jrp_roster_set_free(self.set)
        self.lib.jrp_roster_free(self.roster)

    def call(self, name, *arguments):
        detail, text = c_void_p(), Text()
        code = getattr(self.lib, name)(*arguments, byref(detail))
        if code != 0:
            self.lib.jrp_error_text(detail, byref(text))
            words = ctypes.string_at(text.data, text.len).decode()
            self.lib.jrp_error_free(detail)
            raise JrpError(code, words)

    def query(self, **fields):
        fields = {"scenario": "ZFCG", **fields}
        fields = {name: Text.of(value) if isinstance(value, str) else value for name, value in fields.items()}
        return Query(struct_size=ctypes.sizeof(Query), now=NOW, **fields)

    def screen(self, batch, by_set=False, **fields):
        """The answers to a record batch, as a record batch. What was handed over is released by this host."""
        schema, array = ArrowSchema(), ArrowArray()
        batch._export_to_c(ctypes.addressof(array), ctypes.addressof(schema))
        try:
            return self.screen_structs(schema, array, by_set, **fields)
        finally:
            assert array.release and schema.release, "what is handed over stays the host's"
            array.release(byref(array))
            schema.release(byref(schema))

    def screen_structs(self, schema, array, by_set=False, **fields):
        out_schema, out_array = ArrowSchema(), ArrowArray()
        name = "jrp_roster_set_screen_arrow" if by_set else "jrp_roster_screen_arrow"
        self.call(
            name,
            self.set if by_set else self.roster,
            byref(self.query(**fields)),
            byref(schema),
            byref(array),
            byref(out_schema),
            byref(out_array),
        )
        answer = pa.RecordBatch._import_from_c(ctypes.addressof(out_array), ctypes.addressof(out_schema))
        answer.validate(full=True)
        return answer

    def outcome(self, query):
        comparison, outcome = c_void_p(), c_uint32()
        self.call("jrp_roster_check", self.roster, byref(query), byref(comparison))
        self.lib.jrp_comparison_outcome(comparison, byref(outcome))
        self.lib.jrp_comparison_free(comparison)
        return outcome.value
