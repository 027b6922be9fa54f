/** Where the package's files are. Written so that Vite and webpack find them and carry them along. @internal */

let chosen: { wasm?: string | URL | undefined; worker?: string | URL | undefined } = {};

export function wasmAddress(): string | URL {
  return chosen.wasm === undefined ? new URL("./jrp.wasm", import.meta.url) : chosen.wasm;
}

/** One script that needs no other: a bundler may carry it as it is. */
export function workerAddress(): string | URL {
  return chosen.worker === undefined ? new URL("./worker.js", import.meta.url) : chosen.worker;
}

/** Says where the files are, for pages that move them. Before the first `init` or element. */
export function locate(files: { wasm?: string | URL; worker?: string | URL }): void {
  chosen = { ...chosen, ...files };
}
