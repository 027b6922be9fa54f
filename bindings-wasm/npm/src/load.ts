import { JrpError } from "./error.js";
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
  if (loading === undefined) {
    loading = compile().then(
      (module) => {
        initSync({ module });
        initialised = true;
      },
    ).catch((cause: unknown) => {
      loading = undefined;
      throw cause instanceof JrpError
        ? cause
        : new JrpError("io", `jrp.wasm cannot be loaded: ${String(cause)}`, { cause });
    });
  }
  return loading;
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
  const fetched =
    typeof source === "string" || source instanceof URL || source instanceof Request ? fetch(source as string) : source;
  const response = await fetched;
  if (!(response instanceof Response)) {
    throw new JrpError("argument", "init takes a URL, a Response, bytes or a WebAssembly.Module");
  }
  if (!response.ok) {
    throw new JrpError("io", `jrp.wasm: ${response.url || "the response"} has status ${response.status}`);
  }
  // Streaming wants the media type that some web servers do not know.
  const type = (response.headers.get("content-type") || "").split(";")[0];
  if (type === "application/wasm" && typeof WebAssembly.compileStreaming === "function") {
    return WebAssembly.compileStreaming(response);
  }
  return WebAssembly.compile(await response.arrayBuffer());
}
