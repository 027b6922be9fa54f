// What is freed gives its memory back, and so does every answer: the module's memory, which never shrinks, does not grow.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Roster, TrustAnchors, init } from "jrp";
import { CODES, NOW, makeLists } from "../browser-test/support/lists.mjs";

let lists;
/** The memory of every module that was instantiated. */
const memories = [];
before(async () => {
  lists = makeLists();
  const { Instance } = WebAssembly;
  WebAssembly.Instance = class extends Instance {
    constructor(...given) {
      super(...given);
      memories.push(this.exports.memory);
    }
  };
  await init();
  WebAssembly.Instance = Instance;
});
after(() => lists.remove());

const bytes = () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0);

function run(rosters, questions) {
  for (let i = 0; i < rosters; i += 1) {
    const trust = new TrustAnchors([lists.pub]);
    const roster = Roster.open(lists.first, trust);
    assert.equal(roster.outcome({ scenario: "ZFCG", creditCode: CODES.prohibited, now: NOW.fresh }), "prohibited");
    roster.free();
    trust.free();
  }
  const roster = Roster.open(lists.first, new TrustAnchors([lists.pub]));
  const query = { scenario: "ZFCG", creditCode: CODES.prohibited, now: NOW.fresh };
  for (let i = 0; i < questions; i += 1) assert.equal(roster.check(query).outcome, "prohibited");
  roster.free();
}

test("rosters and answers leave nothing behind", () => {
  run(20, 2_000);
  const then = bytes();
  assert.ok(then > 0);
  run(500, 50_000);
  assert.equal(bytes(), then);
});
