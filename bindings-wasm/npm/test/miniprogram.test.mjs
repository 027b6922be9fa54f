// The script for mini programs in an engine that has as little as theirs. On a device it was not run.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { CODES, NAMES, NOW, makeLists } from "../browser-test/support/lists.mjs";
import { engine } from "./engine.mjs";

let lists;
before(() => {
  lists = makeLists();
});
after(() => lists.remove());

test("a mini program answers as the command does", async () => {
  const paths = [];
  const { jrp, bytes } = engine({ paths });
  await jrp.init("/jrp/jrp.wasm");
  await jrp.init("/jrp/jrp.wasm");
  assert.deepEqual(paths, ["/jrp/jrp.wasm"]);
  const roster = jrp.Roster.open(bytes(lists.first), new jrp.TrustAnchors([lists.pub]));
  for (const [key, flag, value] of [
    ["creditCode", "--credit-code", CODES.prohibited],
    ["creditCode", "--credit-code", CODES.clear],
    ["name", "--name", NAMES.similar],
  ]) {
    const text = roster.checkJson({ scenario: "ZFCG", [key]: value, now: NOW.fresh });
    assert.equal(text, lists.ask("--scenario", "ZFCG", flag, value));
  }
  roster.free();
});

test("what is missing is said", async () => {
  const { jrp, bytes } = engine({ files: {} });
  const code = async (body) => Promise.resolve().then(body).then(() => "none", (error) => `${error.code}: ${error.message}`);
  assert.match(await code(() => jrp.Roster.open(bytes(lists.first), undefined)), /^not-initialised/);
  assert.match(await code(() => jrp.init()), /^argument: .*\/jrp\/jrp\.wasm/);
  assert.match(await code(() => jrp.init("/jrp/jrp.wasm")), /^io: .*no such file in the package/);
});

test("evidence needs a salt where nothing random is drawn", async () => {
  const { jrp, bytes } = engine();
  await jrp.init("/jrp/jrp.wasm");
  const roster = jrp.Roster.open(bytes(lists.first), new jrp.TrustAnchors([lists.pub]));
  const answer = roster.check({ scenario: "ZFCG", creditCode: CODES.prohibited, now: NOW.fresh });
  assert.throws(() => answer.evidence(), /give evidence a salt/);
  assert.match(answer.evidence({ salt: bytes(Buffer.alloc(16, 7)), reason: "已核实" }), /"reason":"已核实"/);
});
