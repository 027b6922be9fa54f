// An engine that has as little as those of mini programs: WXWebAssembly, and neither WebAssembly, TextDecoder, fetch nor URL.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const LACKING = ["WebAssembly", "TextDecoder", "TextEncoder", "fetch", "URL", "Response", "Request", "crypto", "document", "self", "window"];

/** What the script exports in such an engine. `paths` are those asked for. */
export function engine({ files = { "/jrp/jrp.wasm": readFileSync(`${dist}jrp.wasm`) }, paths = [] } = {}) {
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
