/**
 * Mini programs (WeChat and those that follow it): no `WebAssembly` but `WXWebAssembly`, which loads files of the package
 * alone; often no `TextDecoder`. Bundled to `dist/jrp.miniprogram.js`, a CommonJS module. No element: there is no DOM.
 */

import { JrpError } from "../error.js";
import { finishInit } from "../load.js";
import start from "../raw/jrp_wasm.js";

export * from "../api.js";
export { Roster } from "../browser.js";

/**
 * Makes the module ready. `path` is that of `jrp.wasm` in the package, from its root: `/jrp/jrp.wasm`. Later calls do
 * nothing.
 */
export function init(path: string): Promise<void> {
  if (typeof path !== "string" || !/\.wasm(\.br)?$/.test(path)) {
    return Promise.reject(new JrpError("argument", "init takes the path of jrp.wasm in the package, such as /jrp/jrp.wasm"));
  }
  // What is not text, no Request and no Response goes to `WebAssembly.instantiate` as it is: see engine.ts.
  return finishInit(() => start({ module_or_path: { path } as never }));
}
