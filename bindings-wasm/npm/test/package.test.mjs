// The packed tarball as users install it: Node, TypeScript, Vite, webpack.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { read, wellKnown } from "./fixtures.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
let home;

/** A project of its own, with the tarball in node_modules. */
function project(name, files) {
  const folder = join(home, name);
  cpSync(join(home, "unpacked/package"), join(folder, "node_modules/jrp"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

const node = (folder, ...options) => execFileSync(process.execPath, options, { cwd: folder, encoding: "utf8" });

const APP = `
import { init, Roster, TrustAnchors, JrpError } from "jrp";

export async function app({ bytes, pub, query, government, governmentPub }) {
  await init();
  const roster = Roster.open(bytes, new TrustAnchors([pub]));
  const { outcome } = roster.check(query);
  roster.free();
  let refused;
  try {
    Roster.open(government, new TrustAnchors([governmentPub])).free();
  } catch (error) {
    refused = error instanceof JrpError && error.code;
  }
  return { outcome, refused };
}
`;

// Runs a bundle made for browsers: only fetch of files is missing.
const RUN = `
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
globalThis.fetch = async (url) => new Response(await readFile(new URL(url)), { headers: { "content-type": "application/wasm" } });
const { app } = await import(pathToFileURL(process.argv[2]));
const fixture = JSON.parse(process.argv[3]);
for (const name of ["bytes", "government"]) fixture[name] = new Uint8Array(Buffer.from(fixture[name], "base64"));
console.log(JSON.stringify(await app(fixture)));
`;

const fixture = () => JSON.stringify({
  bytes: read("public.jrp", "base64"),
  pub: read("public.pub", "utf8"),
  query: wellKnown,
  government: read("persons.jrp", "base64"),
  governmentPub: read("persons.pub", "utf8"),
});

before(() => {
  home = mkdtempSync(join(tmpdir(), "jrp-package-"));
  const [{ filename }] = JSON.parse(execFileSync("npm", ["pack", "--silent", "--json", "--pack-destination", home], { cwd: root, encoding: "utf8" }));
  mkdirSync(join(home, "unpacked"));
  execFileSync("tar", ["-xzf", join(home, filename), "-C", join(home, "unpacked")]);
});

after(() => rmSync(home, { recursive: true, force: true }));

test("the tarball holds what is used and nothing else", () => {
  const files = readdirSync(join(home, "unpacked/package"));
  assert.deepEqual(files.sort(), ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE", "README.md", "dist", "package.json"]);
});

test("Node", () => {
  const folder = project("node", { "app.js": APP, "run.js": RUN });
  const said = node(folder, "run.js", join(folder, "app.js"), fixture());
  assert.deepEqual(JSON.parse(said), { outcome: "prohibited" });
});

test("every entry can be imported, and rendered by a server, where there is no DOM; the classic script as CommonJS", () => {
  const app = `
import { JrpCheckElement, guarded } from "jrp/element";
import { SnapshotStore } from "jrp/store";
import { JrpCheck as VueCheck, useJrp as vueJrp } from "jrp/vue";
import { JrpCheck as ReactCheck, useJrp as reactJrp } from "jrp/react";
import { createRequire } from "node:module";
import { createSSRApp, h } from "vue";
import { renderToString } from "vue/server-renderer";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
const props = { folder: ["/a/", "/b/"], scenario: "ZFCG", blockSubmit: true, print: false };
console.log(await renderToString(createSSRApp({ setup: () => vueJrp() && (() => h(VueCheck, props)) })));
console.log(renderToStaticMarkup(createElement(() => reactJrp() && createElement(ReactCheck, { ...props, className: "mine" }))));
const JRP = createRequire(import.meta.url)("./node_modules/jrp/dist/jrp.classic.cjs");
console.log([JrpCheckElement, guarded, SnapshotStore, JRP.Roster, JRP.JrpCheckElement, JRP.init, JRP.vue].map((one) => typeof one).join());
`;
  const folder = project("server", { "app.js": app });
  // What a bundler that does not read "type" makes of it.
  cpSync(join(folder, "node_modules/jrp/dist/jrp.classic.js"), join(folder, "node_modules/jrp/dist/jrp.classic.cjs"));
  for (const name of ["vue", "@vue", "react", "react-dom"]) symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  const attributes = 'folder="/a/ /b/" scenario="ZFCG" block-submit=""';
  assert.deepEqual(node(folder, "app.js").trim().split("\n"), [
    `<jrp-check ${attributes.replace('=""', "")}></jrp-check>`,
    `<jrp-check ${attributes} class="mine"></jrp-check>`,
    Array(7).fill("function").join(),
  ]);
});

test("TypeScript, strictly", () => {
  const app = `
import { type Comparison, JrpError, Manifest, type Query, Roster, TrustAnchors, init } from "jrp";
const query: Query = { scenario: "ZFCG", creditCode: "x", conditions: ["document"], now: new Date(), members: [{ name: "x" }] };
export async function f(bytes: Uint8Array): Promise<string> {
  await init();
  const trust = new TrustAnchors(["pem"], { minimumSequence: 3 });
  const roster = Roster.open(bytes, trust);
  const { outcome, findings }: Comparison = roster.check(query);
  const until: string | null | undefined = findings[0]?.publishUntil;
  const [one] = roster.checkAll([query]);
  if (one instanceof JrpError && one.code === "query-empty") return one.message;
  // @ts-expect-error there is no such outcome
  if (outcome === "maybe") return "";
  // @ts-expect-error there is no such field
  roster.check({ scenario: "ZFCG", creditcode: "x" });
  Manifest.read(bytes, trust).plan().fetch.map((layer) => layer.file);
  return roster.info.publisher + until;
}
`;
  const config = (settings) => JSON.stringify({ compilerOptions: { strict: true, noEmit: true, target: "ES2022", skipLibCheck: false, types: [], ...settings }, files: ["app.ts"] });
  const folder = project("types", {
    "app.ts": app,
    "web.json": config({ module: "ESNext", moduleResolution: "Bundler", lib: ["ES2022", "DOM"] }),
    "node.json": config({ module: "Node16", moduleResolution: "Node16", lib: ["ES2022", "DOM"] }),
  });
  for (const settings of ["web.json", "node.json"]) node(folder, join(root, "node_modules/typescript/bin/tsc"), "-p", settings);
});

test("TypeScript, strictly: the components", () => {
  const app = `
import { createElement } from "react";
import { h, ref } from "vue";
import * as R from "jrp/react";
import * as V from "jrp/vue";
export function Page() {
  const jrp = R.useJrp();
  const outcome: "clear" | string = jrp.comparison?.outcome ?? jrp.error?.code ?? "";
  const save: (bid: { name: string }) => Promise<number | undefined> = jrp.guarded((bid: { name: string }) => bid.name.length);
  // @ts-expect-error there is no such property
  createElement(R.JrpCheck, { folders: "/lists/" });
  // @ts-expect-error a number of lists is not an address
  createElement(R.JrpCheck, { folder: 3 });
  return createElement(R.JrpCheck, { ref: jrp.ref, folder: ["/a/", "/b/"], blockSubmit: "prohibited", title: save.name + outcome, onReady: ({ infos }) => infos.length });
}
export function setup() {
  const form = ref<{ validate(): Promise<boolean> }>();
  const { check, comparison, submit, rule } = V.useJrp(form);
  const save: (bid: string) => Promise<number | undefined> = submit((bid: string) => bid.length);
  rule.validator().then(() => save("x"));
  // @ts-expect-error it is an outcome
  if (comparison.value?.outcome === "maybe") return;
  // @ts-expect-error a number of lists is not an address
  h(V.JrpCheck, { folder: 3 });
  return () => h(V.JrpCheck, { ref: check, folder: "/lists/", blockSubmit: ["prohibited"], onComparison: ({ outcome }) => outcome.length });
}
`;
  const options = { strict: true, noEmit: true, target: "ES2022", module: "ESNext", moduleResolution: "Bundler", lib: ["ES2022", "DOM"], skipLibCheck: true, types: [] };
  const folder = project("component-types", { "app.ts": app, "tsconfig.json": JSON.stringify({ compilerOptions: options, files: ["app.ts"] }) });
  for (const name of ["vue", "@vue", "react", "@types"]) symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  node(folder, join(root, "node_modules/typescript/bin/tsc"), "-p", ".");
});

test("Vite", async () => {
  const { build } = await import("vite");
  const folder = project("vite", { "app.js": APP, "run.js": RUN });
  await build({
    root: folder,
    base: "./",
    configFile: false,
    logLevel: "error",
    build: { target: "es2022", assetsInlineLimit: 0, rollupOptions: { input: join(folder, "app.js"), preserveEntrySignatures: "strict", output: { entryFileNames: "app.js" } } },
  });
  const assets = readdirSync(join(folder, "dist"), { recursive: true }).map(String);
  assert.ok(assets.some((file) => /jrp-.*\.wasm$/.test(file)), assets.join());
  assert.doesNotMatch(readFileSync(join(folder, "dist/app.js"), "utf8"), /node:fs/);
  const said = node(folder, "run.js", join(folder, "dist/app.js"), fixture());
  assert.deepEqual(JSON.parse(said), { outcome: "prohibited", refused: "audience-refused" });
});

test("webpack 5", async () => {
  const { default: webpack } = await import("webpack");
  const folder = project("webpack", { "app.js": APP, "run.js": RUN });
  const compiler = webpack({
    context: folder,
    mode: "production",
    target: ["web", "es2022"],
    entry: "./app.js",
    experiments: { outputModule: true },
    output: { path: join(folder, "dist"), filename: "app.mjs", module: true, library: { type: "module" } },
  });
  const stats = await new Promise((resolve, reject) => compiler.run((error, stats) => (error ? reject(error) : resolve(stats))));
  await new Promise((resolve) => compiler.close(resolve));
  assert.equal(stats.hasErrors(), false, stats.toString());
  assert.ok(readdirSync(join(folder, "dist")).some((file) => file.endsWith(".wasm")));
  const said = node(folder, "run.js", join(folder, "dist/app.mjs"), fixture());
  assert.deepEqual(JSON.parse(said), { outcome: "prohibited", refused: "audience-refused" });
});
