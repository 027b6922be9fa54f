/**
 * Mini programs (WeChat and those that follow it): no `WebAssembly` but `WXWebAssembly`, which loads files of the package
 * alone; often no `TextDecoder`. Bundled to `dist/jrp.miniprogram.js`, a CommonJS module. No element: there is no DOM.
 */
export * from "../api.js";
export { Roster } from "../browser.js";
/**
 * Makes the module ready. `path` is that of `jrp.wasm` in the package, from its root: `/jrp/jrp.wasm`. Later calls do
 * nothing.
 */
export declare function init(path: string): Promise<void>;
