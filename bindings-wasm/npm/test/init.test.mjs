// Before init, and the ways to it. Each in a process of its own: a module is initialised once.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { test } from "node:test";

const root = fileURLToPath(new URL("..", import.meta.url));
const prelude = `
  import { readFileSync } from "node:fs";
  import { init, JrpError, TrustAnchors } from "jrp";
  const ready = () => { try { new TrustAnchors(["x"]); } catch (error) { return error.code; } };
  const failed = (source) => init(source).then(() => "ready", (error) => error instanceof JrpError ? error.code : String(error));
  const wasm = readFileSync("dist/jrp.wasm");
  const web = (type, status = 200) => new Response(wasm, { status, headers: { "content-type": type } });
  const say = (value) => console.log(JSON.stringify(value));
`;

function said(script) {
  const text = execFileSync(process.execPath, ["--input-type=module", "-e", prelude + script], { cwd: root, encoding: "utf8" });
  return JSON.parse(text);
}

test("nothing works before init, everything after it", () => {
  assert.deepEqual(said("const before = ready(); await init(); say([before, ready()]);"), ["not-initialised", "key-invalid"]);
});

test("init may be called at once and again", () => {
  assert.equal(said("await Promise.all([init(), init()]); await init(); say(ready());"), "key-invalid");
});

for (const [name, source] of [
  ["bytes", "wasm"],
  ["an ArrayBuffer", "wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length)"],
  ["a compiled module", "await WebAssembly.compile(wasm)"],
  ["a response", "web('application/wasm')"],
  ["a promise of a response with another media type", "Promise.resolve(web('application/octet-stream'))"],
  ["a file URL", "new URL('file://' + process.cwd() + '/dist/jrp.wasm')"],
]) {
  test(`init takes ${name}`, () => assert.equal(said(`say(await failed(${source}));`), "ready"));
}

test("a failed init is an error and may be repeated", () => {
  const script = `say([
    await failed(web("application/wasm", 404)),
    await failed(new Uint8Array([1, 2, 3])),
    await failed(new Response("<!doctype html>", { headers: { "content-type": "text/html" } })),
    await failed(new URL("file:///nowhere/jrp.wasm")),
    await failed(5),
    await failed(),
  ]);`;
  assert.deepEqual(said(script), ["io", "io", "io", "io", "argument", "ready"]);
});
