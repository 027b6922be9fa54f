import { JrpError } from "./error.js";
import { PolicyRefusal, watched } from "./policy.js";
import { initSync } from "./raw/jrp_wasm.js";

/** Where the module comes from: its bytes, a compiled module, or what to fetch. */
export type WasmSource =
  | string
  | URL
  | Request
  | Response
  | PromiseLike<Response>
  | ArrayBuffer
  | ArrayBufferView
  | WebAssembly.Module;

let loading: Promise<void> | undefined;
let initialised = false;

/** Makes the module ready, once; calls at the same time share the work, a failed one may be repeated. @internal */
export function initOnce(compile: () => Promise<WebAssembly.Module>): Promise<void> {
  return finishInit(() => compile().then((module) => initSync({ module })));
}

/** The same for engines that start modules in another way. @internal */
export function finishInit(start: () => Promise<unknown>): Promise<void> {
  if (loading === undefined) {
    loading = start().then(() => {
      initialised = true;
    }).catch((cause: unknown) => {
      loading = undefined;
      throw cause instanceof JrpError ? cause : failure(cause);
    });
  }
  return loading;
}

function failure(cause: unknown): JrpError {
  const refused = cause instanceof PolicyRefusal || /unsafe-eval|Content.Security.Policy/i.test(String(cause));
  const what = refused
    ? "the page's Content-Security-Policy does not let it load; allow connect-src 'self' and script-src 'wasm-unsafe-eval'"
    : String(cause);
  return new JrpError("io", `jrp.wasm cannot be loaded: ${what}`, { cause, reason: refused ? "policy" : "module" });
}

/** @internal */
export function assertInitialised(): void {
  if (!initialised) throw new JrpError("not-initialised", "the module is not ready; await init() first");
}

/** The module of any source; fetches what is not there yet. @internal */
export async function compile(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) {
    return WebAssembly.compile(source as BufferSource);
  }
  const isAddress = typeof source === "string" || source instanceof URL || source instanceof Request;
  const response = await (isAddress ? watched(() => fetch(source as string)) : source);
  if (!(response instanceof Response)) {
    throw new JrpError("argument", "init takes a URL, a Response, bytes or a WebAssembly.Module");
  }
  if (!response.ok) {
    throw new JrpError("io", `jrp.wasm: ${response.url || "the response"} has status ${response.status}`, { reason: "module" });
  }
  // Streaming wants the media type that some web servers do not know.
  const type = (response.headers.get("content-type") || "").split(";")[0];
  if (type === "application/wasm" && typeof WebAssembly.compileStreaming === "function") {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
