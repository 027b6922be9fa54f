/** `address.ts` for a classic script: the files lie beside the script, unless the page says otherwise. @internal */

const script = typeof document === "object" ? (document.currentScript as HTMLScriptElement | null) : null;
const base = script && script.src ? script.src : typeof location === "object" ? location.href : "";

interface Chosen {
  wasm?: string | URL | undefined;
  worker?: string | URL | undefined;
  slip?: string | URL | undefined;
}

let chosen: Chosen = {
  wasm: script?.dataset.wasm,
  worker: script?.dataset.worker,
  slip: script?.dataset.slip,
};

export function wasmAddress(): string | URL {
  return beside("jrp.wasm", chosen.wasm);
}

export function workerAddress(): string | URL {
  return beside("worker.js", chosen.worker);
}

export function slipAddress(): string | URL {
  return beside("slip.wasm", chosen.slip);
}

export function locate(files: { wasm?: string | URL; worker?: string | URL; slip?: string | URL }): void {
  chosen = { ...chosen, ...files };
}

function beside(file: string, named: string | URL | undefined): URL {
  return named === undefined ? new URL(file, base) : new URL(String(named), document.baseURI);
}
