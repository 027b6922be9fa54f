// The files that stand alone: `worker.js`, which a bundler carries as it is, `jrp.classic.js` for pages without modules,
// and `jrp.miniprogram.js`. All ES2017; the first two are classic scripts: Chromium runs module workers from 80 on.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import webpack from "webpack";

/** Writes both into `dist`. `root` is the package's folder. */
export async function bundle(root) {
  const from = join(root, "dist/es2017");
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const options = ["--target", "ES2017", "--outDir", from, "--declaration", "false"];
  execFileSync(process.execPath, [tsc, "-p", root, ...options], { stdio: "inherit" });
  mkdirSync(join(from, "raw"), { recursive: true });
  writeFileSync(join(from, "raw/jrp_wasm.js"), transpiled(join(root, "src/raw/jrp_wasm.js"), ts.ScriptTarget.ES2017));
  await run({ entry: join(from, "worker/index.js"), name: "worker.js", target: ["webworker", "es2017"] }, root, from);
  const library = { name: "JRP", type: "umd" };
  await run({ entry: join(from, "classic.js"), name: "jrp.classic.js", target: ["web", "es2017"], library }, root, from);
  await run({ entry: join(from, "miniprogram/index.js"), name: "jrp.miniprogram.js", target: ["web", "es2017"], library: { type: "commonjs2" }, replaced: "miniprogram/engine.js" }, root, from);
  rmSync(from, { recursive: true });
  for (const file of readdirSync(join(root, "dist/miniprogram")).filter((file) => file !== "index.d.ts")) {
    rmSync(join(root, "dist/miniprogram", file));
  }
  // What is only there to be bundled.
  for (const file of readdirSync(join(root, "dist")).filter((file) => /^(classic|address\.classic)\./.test(file))) {
    rmSync(join(root, "dist", file));
  }
  for (const file of ["index.js", "index.d.ts"]) rmSync(join(root, "dist/worker", file));
}

/** wasm-bindgen writes for the engines of today; ours may be of 2019. */
export function transpiled(file, target) {
  return ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions: { target, module: ts.ModuleKind.ES2022 } }).outputText;
}

/** `replaced` is a module of what the engine lacks, which stands in for the globals of its names. */
async function run({ entry, name, target, library, replaced }, root, from) {
  const compiler = webpack({
    context: from,
    mode: "production",
    target,
    entry,
    output: { path: join(root, "dist"), filename: name, globalObject: "typeof self === 'object' ? self : this", ...(library ? { library } : {}) },
    // A script has no import.meta: there the files are found beside it.
    resolve: { alias: { [join(from, "address.js")]: join(from, "address.classic.js") } },
    // The package's sideEffects speak of dist/.
    optimization: { sideEffects: false },
    plugins: replaced
      ? [new webpack.ProvidePlugin(Object.fromEntries(["WebAssembly", "TextDecoder", "TextEncoder"].map((global) => [global, [join(from, replaced), global]])))]
      : [],
    performance: { hints: false },
  });
  const stats = await new Promise((resolve, reject) => compiler.run((error, done) => (error ? reject(error) : resolve(done))));
  await new Promise((resolve) => compiler.close(resolve));
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString());
}
