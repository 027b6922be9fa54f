/** Everything as one classic script: the global `JRP`, and `<jrp-check>`. Bundled to `dist/jrp.classic.js`. */

export * from "./browser.js";
export * from "./element/index.js";
export * from "./store/index.js";
export { vue } from "./vue/make.js";
