/** Where the package's files are. Written so that Vite and webpack find them and carry them along. @internal */

interface Chosen {
  wasm?: string | URL | undefined;
  worker?: string | URL | undefined;
  slip?: string | URL | undefined;
}

let chosen: Chosen = {};

export function wasmAddress(): string | URL {
  return chosen.wasm === undefined ? new URL("./jrp.wasm", import.meta.url) : chosen.wasm;
}

/** One script that needs no other: a bundler may carry it as it is. */
export function workerAddress(): string | URL {
  return chosen.worker === undefined ? new URL("./worker.js", import.meta.url) : chosen.worker;
}

/** The module that makes pages to print; fetched when the first is made. */
export function slipAddress(): string | URL {
  return chosen.slip === undefined ? new URL("./slip.wasm", import.meta.url) : chosen.slip;
}

/** Says where the files are, for pages that move them. Before the first `init` or element. */
export function locate(files: { wasm?: string | URL; worker?: string | URL; slip?: string | URL }): void {
  chosen = { ...chosen, ...files };
}
