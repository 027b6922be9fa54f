import type { Query } from "./generated/types.js";
/**
 * A question as the module takes it: path, NUL, text, NUL for each text in it (bindings-wasm/src/leaf.rs). What is no
 * text is refused by its path; which paths there are is the module's to know.
 */
export declare function leaves(query: Query): string;
