// What is shipped: its size, its types, its hashes, and what a strict policy would refuse.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = join(root, "dist");
const files = readdirSync(dist, { recursive: true }).map(String);
const modules = files.filter((file) => file.endsWith(".js"));
const text = (file) => readFileSync(join(dist, file), "utf8");
const gzipped = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

test("sizes are within size-budget.json", (t) => {
  const budget = JSON.parse(readFileSync(join(root, "size-budget.json"), "utf8"));
  const wasm = gzipped("jrp.wasm");
  const entry = modules.filter((file) => !/^(element|store|vue|react|worker|node\.js|jrp\.(classic|miniprogram))/.test(file)).reduce((sum, file) => sum + gzipped(file), 0);
  t.diagnostic(`jrp.wasm ${wasm} bytes gzipped (goal ${budget["jrp.wasm"].goal}), modules ${entry}`);
  assert.ok(wasm <= budget["jrp.wasm"].gzip, `jrp.wasm has ${wasm} bytes gzipped; see cargo xtask wasm --report`);
  for (const file of ["slip.wasm", "worker.js", "jrp.classic.js", "jrp.miniprogram.js"]) {
    t.diagnostic(`${file} ${gzipped(file)} bytes gzipped`);
    assert.ok(gzipped(file) <= budget[file].gzip, `${file} has ${gzipped(file)} bytes gzipped`);
  }
  assert.ok(entry <= budget.modules.gzip, `the modules have ${entry} bytes gzipped`);
});

test("the committed types are those of the build", () => {
  const types = files.filter((file) => file.endsWith(".d.ts") && !file.startsWith("raw"));
  const committed = join(root, "types");
  if (process.env.JRP_UPDATE_GOLDEN) {
    rmSync(committed, { recursive: true, force: true });
    for (const file of types) cpSync(join(dist, file), join(committed, file));
  }
  const found = readdirSync(committed, { recursive: true }).map(String).filter((file) => file.endsWith(".d.ts"));
  assert.deepEqual(found.sort(), types.sort());
  for (const file of types) {
    assert.equal(readFileSync(join(committed, file), "utf8"), text(file), `types/${file} is stale; JRP_UPDATE_GOLDEN=1 npm run test:node`);
  }
});

test("nothing needs what a strict policy refuses", () => {
  assert.ok(modules.length > 8);
  for (const file of modules) {
    assert.doesNotMatch(text(file), /\beval\s*\(|new Function|Function\s*\(\s*["'`]|document\.write|javascript:|setTimeout\s*\(\s*["'`]/, file);
  }
});

test("the modules are of 2019: neither newer operators nor private methods", () => {
  for (const file of modules) {
    assert.doesNotMatch(text(file), /\?\.[a-zA-Z_[(]|\?\?|\|\|=|&&=|static\s*\{|^\s*#\w+\s*[(;=]|^await /m, file);
  }
});

test("integrity.json has the hash of every module and of the two of WebAssembly", () => {
  const integrity = JSON.parse(text("integrity.json"));
  assert.deepEqual(Object.keys(integrity).sort(), [...modules, "jrp.wasm", "slip.wasm"].sort());
  for (const [file, expected] of Object.entries(integrity)) {
    const digest = createHash("sha384").update(readFileSync(join(dist, file))).digest("base64");
    assert.equal(expected, `sha384-${digest}`, file);
  }
});

test("no path of the machine that built it", () => {
  for (const file of [...modules, "jrp.wasm", "slip.wasm"]) {
    assert.equal(readFileSync(join(dist, file), "latin1").includes(process.env.HOME ?? "/root"), false, file);
  }
});
