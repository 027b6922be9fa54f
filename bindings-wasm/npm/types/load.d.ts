/** Where the module comes from: its bytes, a compiled module, or what to fetch. */
export type WasmSource = string | URL | Request | Response | PromiseLike<Response> | ArrayBuffer | ArrayBufferView | WebAssembly.Module;
/** Makes the module ready, once; calls at the same time share the work, a failed one may be repeated. @internal */
export declare function initOnce(compile: () => Promise<WebAssembly.Module>): Promise<void>;
/** The same for engines that start modules in another way. @internal */
export declare function finishInit(start: () => Promise<unknown>): Promise<void>;
/** @internal */
export declare function assertInitialised(): void;
/** The module of any source; fetches what is not there yet. @internal */
export declare function compile(source: WasmSource): Promise<WebAssembly.Module>;
