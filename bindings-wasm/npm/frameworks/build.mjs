/** Builds an example as its makers would: by Vite, webpack 5 or webpack 4. */

import { cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { builtPackage } from "../browser-test/support/package.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const require = createRequire(import.meta.url);

/** A project in `folder` with the package and everything installed here. */
export function project(folder, files) {
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  for (const name of readdirSync(join(here, "node_modules"))) {
    if (!name.startsWith(".")) symlinkSync(join(here, "node_modules", name), join(folder, "node_modules", name));
  }
  cpSync(join(builtPackage(), ".."), join(folder, "node_modules/jrp"), { recursive: true, filter: (file) => !file.includes("/jrp/node_modules") && !/npm\/(node_modules|frameworks|src|test)/.test(file) });
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

export async function vite(folder, out) {
  const { build } = await import("vite");
  const { default: vue } = await import("@vitejs/plugin-vue");
  await build({
    root: folder,
    base: "/built/",
    configFile: false,
    logLevel: "error",
    plugins: [vue()],
    build: { outDir: out, minify: false, rollupOptions: { input: join(folder, "main.js"), output: { entryFileNames: "main.js" } } },
  });
}

/** `vue` is the version of the page's Vue. */
export async function webpack5(folder, out, { vue = 3 } = {}) {
  const { default: webpack } = await import("webpack");
  await bundle(webpack, {
    context: folder,
    module: { rules: [{ test: /\.(vue|jsx)$/, type: "javascript/auto", use: [{ loader: join(here, "loader.cjs"), options: { vue } }] }] },
    // Vue 2 is installed here under another name.
    resolve: vue === 2 ? { alias: { vue$: join(folder, "node_modules/vue2/dist/vue.runtime.esm.js") } } : {},
    ...entry(out),
  });
}

export async function webpack4(folder, out) {
  // Its hash, MD4, is one that OpenSSL 3 no longer has.
  const crypto = require("node:crypto");
  const { createHash } = crypto;
  crypto.createHash = (name, ...rest) => createHash(name === "md4" ? "sha256" : name, ...rest);
  try {
    await bundle(require("webpack4"), { context: folder, ...entry(out) });
  } finally {
    crypto.createHash = createHash;
  }
}

const entry = (out) => ({ mode: "production", entry: "./main.js", output: { path: out, filename: "main.js", publicPath: "/built/" }, performance: { hints: false }, optimization: { minimize: false } });

async function bundle(webpack, options) {
  const compiler = webpack(options);
  const stats = await new Promise((resolve, reject) => compiler.run((error, done) => (error ? reject(error) : resolve(done))));
  await new Promise((resolve) => (compiler.close ? compiler.close(resolve) : resolve()));
  if (stats.hasErrors()) throw new Error(stats.toString());
}
