// The script for mini programs in an engine that has as little as theirs: WXWebAssembly, and neither WebAssembly, TextDecoder,
// fetch nor URL. On a device it was not run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { CODES, NAMES, NOW, makeLists } from "../browser-test/support/lists.mjs";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const LACKING = ["WebAssembly", "TextDecoder", "TextEncoder", "fetch", "URL", "Response", "Request", "crypto", "document", "self", "window"];

let lists;
before(() => {
  lists = makeLists();
});
after(() => lists.remove());

/** What the script exports in such an engine. `paths` are those asked for. */
function engine({ files = { "/jrp/jrp.wasm": readFileSync(`${dist}jrp.wasm`) }, paths = [] } = {}) {
  const WXWebAssembly = {
    async instantiate(path, imports) {
      paths.push(path);
      if (!files[path]) throw new Error(`no such file in the package: ${path}`);
      const { instance } = await WebAssembly.instantiate(files[path], imports);
      return { instance };
    },
  };
  const context = vm.createContext({ module: { exports: {} }, WXWebAssembly, console });
  for (const name of LACKING) delete context[name];
  vm.runInContext(`for (const name of ${JSON.stringify(LACKING)}) delete globalThis[name];`, context);
  vm.runInContext(readFileSync(`${dist}jrp.miniprogram.js`, "utf8"), context);
  // Bytes of its own realm, as a mini program's file system gives them.
  const bytes = (buffer) => vm.runInContext("(array) => Uint8Array.from(array)", context)([...buffer]);
  return { jrp: context.module.exports, bytes, context };
}

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
