// The examples of docs/JS-API.md and docs/MINIPROGRAM.md, taken from the pages: TypeScript accepts them, and they run.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import ts from "typescript";
import { Roster, TrustAnchors, init } from "jrp";
import { CODES, makeLists } from "../browser-test/support/lists.mjs";
import { engine } from "./engine.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const KEY = "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAE…";

/** The blocks of a page in JavaScript, in their order. */
function examples(page) {
  const text = readFileSync(new URL(`../../../docs/${page}`, import.meta.url), "utf8");
  return [...text.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code]) => code);
}

/** What each example is about: an example that is added to a page is added here. */
const [ASK, SETTLE, ADAPTERS, STORE, ...others] = examples("JS-API.md");
const [MINIPROGRAM, ...more] = examples("MINIPROGRAM.md");

let lists;
before(() => {
  lists = makeLists();
});
after(() => lists.remove());

/** An example as a function of what it takes from around it; `result` is an expression of its names. */
function run(code, given, result) {
  const AsyncFunction = (async () => {}).constructor;
  const body = code.replace(/^import .*\n/gm, "");
  return new AsyncFunction(...Object.keys(given), `${body}\nreturn ${result};`)(...Object.values(given));
}

test("each example is one that is tried here", () => {
  assert.deepEqual([others, more], [[], []]);
});

/** What the pages say stands around the examples. */
const AROUND = `
import type { Roster, TrustAnchors } from "jrp";
import type * as Element from "jrp/element";
declare global {
  const roster: Roster;
  const trust: string;
  const ref: { current: Element.JrpCheckElement | null };
  const JRP: typeof Element;
  const form: { on(event: string, handler: (data: { field: Record<string, string>; form: HTMLFormElement }) => boolean): void };
  const wx: { env: { USER_DATA_PATH: string }; getFileSystemManager(): { readFileSync(path: string): ArrayBuffer } };
  function onFinish(values: { creditCode: string }): void;
  function save(values: object): boolean;
  function Page(page: Record<string, any> & ThisType<any>): void;
}
`;

test("TypeScript accepts every example", () => {
  const files = new Map([
    ["around.d.ts", AROUND],
    ["ask.mjs", ASK],
    ["settle.mjs", SETTLE],
    ["adapters.mjs", ADAPTERS],
    ["store.mjs", STORE],
    ["miniprogram.cjs", MINIPROGRAM.replace("../../jrp/jrp.miniprogram.js", "jrp/dist/jrp.miniprogram.js")],
    // What is wrong is found, or else the others prove nothing.
    ["wrong.mjs", ASK.replace("scenario:", "scenaria:")],
  ].map(([name, text]) => [join(root, "test", name), text]));
  const options = {
    allowJs: true,
    checkJs: true,
    lib: ["lib.es2021.d.ts", "lib.esnext.disposable.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noEmit: true,
    noImplicitAny: false,
    skipLibCheck: true,
    strict: true,
    // A page's author knows that the element is there.
    strictNullChecks: false,
    target: ts.ScriptTarget.ES2022,
    types: ["node"],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.readFile = (name) => files.get(name) ?? readFile(name);
  host.getSourceFile = (name, version, ...rest) => (files.has(name) ? ts.createSourceFile(name, files.get(name), version) : getSourceFile(name, version, ...rest));
  const found = ts.getPreEmitDiagnostics(ts.createProgram([...files.keys()], options, host));
  const said = found.map(({ file, messageText }) => `${file?.fileName.replace(/.*[\\/]/, "")}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`);
  assert.deepEqual(said.filter((text) => !text.startsWith("wrong.mjs: ")), []);
  assert.match(said.join("\n"), /wrong\.mjs: .*scenaria/);
});

test("a question of all that can be said", async () => {
  await init();
  const roster = Roster.open(lists.first, new TrustAnchors([lists.pub]));
  const comparison = await run(ASK, { roster }, "comparison");
  assert.equal(comparison.scenario.code ?? comparison.scenario, "ZFCG");
  assert.ok(comparison.prompts.length > 0);
  assert.equal(comparison.outcome, roster.outcome({ scenario: "ZFCG", creditCode: "91320507MA1QF7RX58", id: { kind: "citizen-id", value: "…" }, on: "2026-11-22" }));
  roster.free();
});

test("a page that submits by script", async () => {
  const settled = { allowed: true, comparison: { outcome: "clear" } };
  const document = { querySelector: (name) => ({ "jrp-check": { settle: async () => settled } })[name] };
  assert.deepEqual(await run(SETTLE, { document }, "{ allowed, comparison }"), settled);
});

test("handlers of other libraries", async () => {
  const element = await import("jrp/element");
  const handlers = new Map();
  const rules = await run(ADAPTERS, {
    ...element,
    JRP: element,
    ref: { current: null },
    onFinish: () => {},
    save: () => true,
    form: { on: (event, handler) => handlers.set(event, handler) },
  }, "rules");
  assert.equal(typeof rules.creditCode[0].validator, "function");
  assert.deepEqual([...handlers.keys()], ["submit(save)"]);
});

test("the store", async () => {
  const { PublishedFolder, SnapshotStore } = await import("jrp/store");
  const at = "https://example.cn/lists/";
  const [publication] = lists.publications;
  const files = new Map([...publication].map(([name, bytes]) => [at + name, bytes]));
  const fetched = globalThis.fetch;
  globalThis.fetch = async (address) => {
    const url = String(address?.url ?? address);
    const bytes = url.startsWith("file:") ? readFileSync(new URL(url)) : files.get(url.split("?")[0]);
    return new Response(bytes, { status: bytes ? 200 : 404, headers: { "content-type": url.endsWith(".wasm") ? "application/wasm" : "application/octet-stream" } });
  };
  const events = [];
  try {
    const comparison = await run(STORE, { PublishedFolder, SnapshotStore, trust: lists.pub, console: { log: ({ type }) => events.push(type) } }, "comparison");
    assert.ok(comparison.prompts.length > 0);
    assert.ok(events.includes("ready"), events.join());
  } finally {
    globalThis.fetch = fetched;
  }
});

test("a page of a mini program", async () => {
  const { jrp, bytes, context } = engine();
  const shown = [];
  let page;
  Object.assign(context, {
    require: (path) => (path === "../../jrp/jrp.miniprogram.js" ? jrp : assert.fail(path)),
    wx: { env: { USER_DATA_PATH: "wxfile://usr" }, getFileSystemManager: () => ({ readFileSync: (path) => (path === "wxfile://usr/lists.jrp" ? bytes(lists.first).buffer : assert.fail(path)) }) },
    Page: (options) => (page = Object.assign(options, { setData: (data) => shown.push(data) })),
  });
  const key = lists.pub.replace(/-----[^-]+-----|\s/g, "");
  vm.runInContext(MINIPROGRAM.replace(KEY, key), context);
  await page.onCode({ detail: { value: CODES.prohibited } });
  await page.onCode({ detail: { value: CODES.clear } });
  page.onUnload();
  await init();
  const roster = Roster.open(lists.first, new TrustAnchors([lists.pub]));
  const expected = [CODES.prohibited, CODES.clear].map((creditCode) => {
    const { outcome, prompts } = roster.check({ scenario: "ZFCG", creditCode });
    return { outcome, prompts };
  });
  // Of another realm, whose arrays have other prototypes.
  assert.deepEqual(JSON.parse(JSON.stringify(shown)), expected);
  roster.free();
  assert.throws(() => page.roster.check({ scenario: "ZFCG", creditCode: CODES.clear }), /freed/);
});
