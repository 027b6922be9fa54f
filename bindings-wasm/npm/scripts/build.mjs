// From src/ (with src/raw/ written by `cargo xtask wasm`) to dist/: modules, types, jrp.wasm, integrity.json.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import ts from "typescript";
import { bundle, transpiled } from "./bundle.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (...path) => join(root, ...path);

rmSync(at("dist"), { recursive: true, force: true });
mkdirSync(at("dist/raw"), { recursive: true });
try {
  execFileSync(process.execPath, [at("node_modules/typescript/bin/tsc"), "-p", root], { stdio: "inherit" });
} catch {
  process.exit(1);
}

writeFileSync(at("dist/raw/jrp_wasm.js"), transpiled(at("src/raw/jrp_wasm.js"), ts.ScriptTarget.ES2019));
cpSync(at("src/raw/jrp_wasm.d.ts"), at("dist/raw/jrp_wasm.d.ts"));
for (const module of ["jrp.wasm", "slip.wasm"]) cpSync(at("src/raw", module), at("dist", module));

await bundle(root);

// What an author puts into `integrity` attributes and policies; printed, and shipped.
const hash = (file) => `sha384-${createHash("sha384").update(readFileSync(at("dist", file))).digest("base64")}`;
const files = readdirSync(at("dist"), { recursive: true })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.(js|wasm)$/.test(file))
  .sort();
const integrity = Object.fromEntries(files.map((file) => [file, hash(file)]));
writeFileSync(at("dist/integrity.json"), `${JSON.stringify(integrity, null, 2)}\n`);

for (const licence of ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"]) cpSync(at("../..", licence), at(licence));

for (const [file, digest] of Object.entries(integrity)) console.log(`${digest}  ${file}`);
for (const module of ["jrp.wasm", "slip.wasm"]) {
  const wasm = readFileSync(at("dist", module));
  console.log(`${module}: ${wasm.length} bytes, ${gzipSync(wasm, { level: 9 }).length} gzipped`);
}
