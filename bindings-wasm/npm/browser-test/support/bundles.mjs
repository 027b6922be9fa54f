/** The test page's script as its makers would ship it: plain modules, Vite, webpack 5, the classic script. */

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { builtPackage } from "./package.mjs";

const PAGES = fileURLToPath(new URL("../pages/", import.meta.url));
const MODULES = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const SCRIPT = readFileSync(join(PAGES, "form.js"), "utf8");
const IMPORT = 'import * as jrp from "/jrp/element/index.js";';

/** How → the tags that load it. */
export const TAGS = {
  modules: '<script type="module" src="/form.js"></script>',
  vite: '<script type="module" src="/built/vite/main.js"></script>',
  webpack: '<script defer src="/built/webpack/main.js"></script>',
  classic: '<script src="/jrp/jrp.classic.js"></script><script defer src="/built/classic/main.js"></script>',
};

/** Pages of frameworks, which Vite alone builds here; those that hydrate are for the server, too. */
const FRAMEWORKS = ["vue.js", "react.js", "hydrate-vue.mjs", "hydrate-react.mjs"];

let folder;

/** The folder that is served as `/built/`; made once. */
export async function builtBundles() {
  if (folder) return folder;
  folder = mkdtempSync(join(tmpdir(), "jrp-bundles-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const source = join(folder, "source");
  cpSync(join(builtPackage(), ".."), join(source, "node_modules/jrp"), { recursive: true });
  writeFileSync(join(source, "package.json"), '{ "private": true }');
  writeFileSync(join(source, "main.js"), SCRIPT.replace(IMPORT, 'import * as jrp from "jrp/element";'));
  for (const file of FRAMEWORKS) cpSync(join(PAGES, file), join(source, file));
  for (const name of ["vue", "@vue", "react", "react-dom", "scheduler"]) symlinkSync(join(MODULES, name), join(source, "node_modules", name));
  mkdirSync(join(folder, "classic"));
  writeFileSync(join(folder, "classic/main.js"), `(function () {\n${SCRIPT.replace(IMPORT, "const jrp = window.JRP;")}\n})();\n`);
  await vite(source, join(folder, "vite"));
  await webpack(source, join(folder, "webpack"));
  return folder;
}

/** A module of a page as a server imports it; the bundles are made. */
export async function onServer(file) {
  return import(pathToFileURL(join(await builtBundles(), "source", file)));
}

async function vite(source, out) {
  const { build } = await import("vite");
  await build({
    root: source,
    base: "/built/vite/",
    configFile: false,
    logLevel: "error",
    build: {
      outDir: out,
      rollupOptions: { input: ["main.js", ...FRAMEWORKS].map((file) => join(source, file)), output: { entryFileNames: "[name].js" } },
    },
  });
}

async function webpack(source, out) {
  const { default: make } = await import("webpack");
  const compiler = make({ context: source, mode: "production", entry: "./main.js", output: { path: out, filename: "main.js" }, performance: { hints: false } });
  const stats = await new Promise((resolve, reject) => compiler.run((error, done) => (error ? reject(error) : resolve(done))));
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors()) throw new Error(stats.toString());
}
