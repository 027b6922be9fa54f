// Whatever is handed in: an answer or a JrpError, never a trap; and the module works on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { JrpError, Manifest, Roster, TrustAnchors, init } from "jrp";
import * as browser from "../dist/browser.js";
import { open, read, wellKnown } from "./fixtures.mjs";

await init();
const trust = new TrustAnchors([read("public.pub", "utf8")]);
const roster = Roster.open(read("public.jrp"), trust);

const circular = {};
circular.id = circular;
const throwing = { get scenario() { throw new Error("no"); } };
const nothings = [undefined, null, true, 0, NaN, 1n, "", "x", Symbol("s"), () => 1, [], {}, new Map(), new Date(NaN), circular, throwing, new Proxy({}, {})];

function refused(body, code, words) {
  assert.throws(body, (error) => {
    assert.ok(error instanceof JrpError && error instanceof Error, String(error));
    assert.equal(error.name, "JrpError");
    assert.notEqual(error.code, "panic", error.message);
    if (code) assert.equal(error.code, code, error.message);
    if (words) assert.match(error.message, words);
    return true;
  });
}

/** Answers or refuses; anything else is a fault. */
function survives(body) {
  try {
    body();
  } catch (error) {
    assert.ok(error instanceof JrpError, String(error));
    assert.notEqual(error.code, "panic", error.message);
  }
  assert.equal(roster.check(wellKnown).outcome, "prohibited");
}

test("any value as a query", () => {
  for (const value of nothings) refused(() => roster.check(value));
});

test("any value in any field", () => {
  for (const field of ["scenario", "kind", "creditCode", "name", "id", "members", "conditions", "on", "now", "lang"]) {
    for (const value of nothings) survives(() => roster.check({ ...wellKnown, [field]: value }));
  }
  for (const value of nothings) {
    survives(() => roster.check({ ...wellKnown, members: [value] }));
    survives(() => roster.check({ ...wellKnown, conditions: [value] }));
    survives(() => roster.check({ ...wellKnown, id: { kind: value, value } }));
  }
});

test("a refusal names the field and what there is", () => {
  const cases = [
    [{ creditcode: "x" }, /query\.creditcode: unknown field; the fields are scenario, kind, creditCode/],
    [{ creditCode: 5 }, /query\.creditCode: a number/],
    [{ kind: "firm" }, /query\.kind: unknown value "firm"; use one of org, person, sole-trader/],
    [{ on: "22.11.2026" }, /query\.on: .*YYYY-MM-DD/],
    [{ now: new Date(NaN) }, /query\.now: an invalid Date/],
    [{ now: "yesterday" }, /query\.now: /],
    [{ lang: "de" }, /query\.lang: .*zh-CN, en/],
    [{ members: [{ nick: "x" }] }, /query\.members\.0\.nick: unknown field/],
    [{ members: { name: "x" } }, /query\.members\.: an array/],
    [{ id: { value: "1" } }, /id has no kind/],
    [{ id: "1" }, /query\.id: an object/],
    [{ conditions: "document" }, /query\.conditions: an array/],
    [{ name: new Map([["a", 1]]) }, /query\.name: a object is not text/],
    [{ "id.kind": "uscc" }, /query\.id\.kind: unknown field/],
  ];
  for (const [fields, words] of cases) refused(() => roster.check({ ...wellKnown, ...fields }), "query-invalid", words);
  refused(() => roster.check({ scenario: "NONE", name: "甲" }), "scenario-unknown", /ZFCG/);
  refused(() => roster.check({ scenario: "ZFCG" }), "query-empty");
  refused(() => roster.check({ scenario: "ZFCG", creditCode: "", members: [{}] }), "query-empty");
});

test("odd texts are answered", () => {
  for (const name of ["\ud800", "甲\udc00", "\0\x01\x01", "\ufeff\u200b", "x".repeat(100_000), "\u{10ffff}", "％_'\"<>&"]) {
    const { outcome, subjects } = roster.check({ scenario: "ZFCG", creditCode: wellKnown.creditCode, name, now: wellKnown.now });
    assert.equal(outcome, "prohibited");
    assert.equal(typeof JSON.stringify(subjects), "string");
  }
  const { subjects } = roster.check({ ...wellKnown, name: "甲\x011乙\x010\0丙" });
  assert.equal(subjects[0].name, "甲\x011乙\x010\0丙");
  refused(() => roster.check({ ...wellKnown, name: "x".repeat(2_000_000) }), "length");
  refused(() => roster.check({ ...wellKnown, members: Array(5000).fill({ name: "甲" }) }), "query-invalid");
});

/** A generator of fixed numbers, so that a failure comes again. */
function* numbers(seed) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state >>> 8;
  }
}

test("questions at random are answered or refused, and texts arrive as they were", () => {
  const random = numbers(7);
  const below = (limit) => random.next().value % limit;
  const pick = (list) => list[below(list.length)];
  const pieces = ["\0", "\x01", "\x010", "\x011", ".", "0", "甲", "\ud800", "\u{20bb7}", "－", " ", "91329902MA1R00011Q", "有限公司", "\u202e"];
  const text = () => Array.from({ length: below(6) }, () => pick(pieces)).join("");
  const keys = ["scenario", "kind", "creditCode", "name", "id", "members", "conditions", "on", "now", "lang", "value", "", "__proto__", "0", "a.b", "\0"];
  const tree = (depth) => {
    switch (below(depth > 0 ? 9 : 5)) {
      case 0: return pick(nothings);
      case 1: return new Date(below(2) ? below(2 ** 24) * 1e6 : NaN);
      case 2: case 3: case 4: return text();
      case 5: return Array.from({ length: below(3) }, () => tree(depth - 1));
      default: return Object.fromEntries(Array.from({ length: below(4) }, () => [pick(keys), tree(depth - 1)]));
    }
  };
  for (let round = 0; round < 3000; round += 1) {
    const field = pick(keys.slice(0, 11));
    try {
      roster.check({ ...wellKnown, [field]: tree(3) });
    } catch (error) {
      assert.ok(error instanceof JrpError, String(error));
      assert.notEqual(error.code, "panic", error.message);
    }
    const name = `甲${text()}乙`;
    const { subjects } = roster.check({ ...wellKnown, name });
    assert.equal(subjects[0].name, name.toWellFormed());
  }
  assert.equal(roster.check(wellKnown).outcome, "prohibited");
});

test("null is absent, and undefined too", () => {
  const plain = roster.checkJson(wellKnown);
  assert.equal(roster.checkJson({ ...wellKnown, name: null, id: undefined, kind: null, members: [], conditions: [] }), plain);
  assert.equal(roster.checkJson({ ...wellKnown, now: new Date(wellKnown.now) }), plain);
});

test("any value as bytes, trust, key", () => {
  const bytes = read("public.jrp");
  for (const value of nothings) {
    refused(() => Roster.open(value, trust));
    refused(() => Roster.open(bytes, value));
    refused(() => roster.withDelta(value, trust));
    refused(() => roster.withDelta(bytes, value));
    refused(() => Manifest.read(value, trust));
    refused(() => new TrustAnchors(value));
    refused(() => new TrustAnchors([value]));
    if (value !== undefined && value !== 0) refused(() => new TrustAnchors([read("public.pub")], { minimumSequence: value }));
    if (value !== undefined) refused(() => Roster.open(bytes, trust, { personKey: value }));
    if (!Array.isArray(value)) refused(() => roster.checkAll(value));
  }
  for (const minimumSequence of [-1, 0.5, Infinity, 2 ** 60]) {
    refused(() => new TrustAnchors([read("public.pub")], { minimumSequence }), "argument");
  }
});

test("an option that is not known is refused by its name", () => {
  const bytes = read("public.jrp");
  refused(() => Roster.open(bytes, trust, { personkey: "x" }), "argument", /unknown option personkey; .* personKey, deltas/);
  refused(() => browser.Roster.open(bytes, trust, { delta: [] }), "argument", /unknown option delta; .* deltas/);
  refused(() => new TrustAnchors([read("public.pub")], { minimum: 7 }), "argument", /unknown option minimum; .* minimumSequence/);
  refused(() => Manifest.read(bytes, trust, { Publisher: "x" }), "argument", /unknown option Publisher; .* publisher/);
  for (const options of [null, 5, "x", () => 1]) refused(() => Roster.open(bytes, trust, options), "argument", /an object/);
});

test("refusals speak of keys, not of the command's options", () => {
  refused(() => Roster.open(read("persons.jrp"), trust, { personKey: "zz" }), "key-invalid", /no line begins so.*-----BEGIN/);
  const government = new TrustAnchors([read("persons.pub", "utf8")]);
  const other = read("person.key", "utf8").replace(/\n.{8}/, "\nAAAAAAAA");
  for (const body of [
    () => Roster.open(read("public.jrp"), new TrustAnchors([read("coverage.pub", "utf8")])),
    () => Roster.open(read("persons.jrp"), government, { personKey: other }),
  ]) {
    refused(body, undefined, /^(?!.*--[a-z])/);
  }
});

test("a kind of identifier without the identifier says nothing", () => {
  const plain = roster.checkJson(wellKnown);
  for (const id of [{ kind: "citizen-id" }, { kind: "citizen-id", value: "" }, { kind: "reg-no", value: " " }, {}]) {
    assert.equal(roster.checkJson({ ...wellKnown, id }), plain);
    refused(() => roster.check({ scenario: "ZFCG", id }), "query-empty");
  }
});

test("damaged snapshots are refused", () => {
  const whole = read("public.jrp");
  for (let length = 0; length < whole.length; length += 97) refused(() => Roster.open(whole.subarray(0, length), trust));
  for (let at = 0; at < whole.length; at += 131) {
    const damaged = new Uint8Array(whole);
    damaged[at] ^= 0x20;
    refused(() => Roster.open(damaged, trust));
  }
  const detached = new Uint8Array(whole);
  const { buffer } = detached;
  structuredClone(buffer, { transfer: [buffer] });
  refused(() => Roster.open(detached, trust));
  refused(() => Roster.open(buffer, trust));
  assert.equal(roster.check(wellKnown).outcome, "prohibited");
});

test("errors tell where", () => {
  const damaged = new Uint8Array(read("public.jrp"));
  damaged[damaged.length - 3] ^= 1;
  refused(() => Roster.open(damaged, trust), "signature-untrusted");
  try {
    Roster.open(new Uint8Array(3), trust);
    assert.fail("three zero bytes are not a snapshot");
  } catch (error) {
    assert.equal(error.section, "header");
    assert.equal(error.offset, 0);
  }
  const other = new TrustAnchors([read("prompts.pub", "utf8")], { minimumSequence: 1000 });
  refused(() => Roster.open(read("prompts.jrp"), other), "sequence-too-old");
});

test("a freed handle says so", () => {
  const { roster, trust } = open("public");
  trust.free();
  assert.equal(roster.check(wellKnown).outcome, "prohibited");
  roster.free();
  roster.free();
  refused(() => roster.check(wellKnown), "freed", /freed/);
  refused(() => roster.checkAll([]), "freed");
  refused(() => roster.info, "freed");
  refused(() => roster.withDelta(read("public.jrp"), trust), "freed");
  refused(() => Roster.open(read("public.jrp"), trust), "freed");
});

test("handles can be disposed of", () => {
  const { roster, trust } = open("public");
  assert.equal(typeof Symbol.dispose, "symbol");
  roster[Symbol.dispose]();
  trust[Symbol.dispose]();
  refused(() => roster.info, "freed");
});

test("a query that is refused leaves the others of a batch alone", () => {
  const [first, second, third] = roster.checkAll([wellKnown, { scenario: "ZFCG" }, wellKnown]);
  assert.equal(first.outcome, "prohibited");
  assert.ok(second instanceof JrpError && second.code === "query-empty");
  assert.deepEqual(third, first);
});

test("the browser entry opens files for the public only, whatever is asked", () => {
  const government = new TrustAnchors([read("persons.pub", "utf8")]);
  const personKey = read("person.key", "utf8");
  refused(() => browser.Roster.open(read("persons.jrp"), government), "audience-refused", /built for the public/);
  refused(() => browser.Roster.open(read("persons.jrp"), government, { personKey }), "argument", /unknown option personKey/);
  const opened = browser.Roster.open(read("public.jrp"), trust);
  assert.equal(opened.check(wellKnown).outcome, "prohibited");
  assert.equal(opened.info.audience, "public");
});

test("info is what the roster says of itself", () => {
  const { info } = roster;
  assert.deepEqual(Object.keys(info), ["publisher", "region", "audience", "suite", "sequence", "deltas", "digest", "policy", "issuedAt", "dataAsOf", "nextUpdate", "expiresAt", "records", "lists", "scenarios", "links"]);
  assert.equal(info.sequence, 12);
  assert.equal(info.issuedAt, "2026-11-20T18:00:00+08:00");
  assert.ok(info.lists.some((list) => list.code === "BK-ZFCGSX" && list.covered && list.records === 1));
  assert.equal(info.digest, roster.check(wellKnown).snapshot.digest);
});
