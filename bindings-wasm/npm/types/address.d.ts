/** Where the package's files are. Written so that Vite and webpack find them and carry them along. @internal */
export declare function wasmAddress(): string | URL;
/** One script that needs no other: a bundler may carry it as it is. */
export declare function workerAddress(): string | URL;
/** The module that makes pages to print; fetched when the first is made. */
export declare function slipAddress(): string | URL;
/** Says where the files are, for pages that move them. Before the first `init` or element. */
export declare function locate(files: {
    wasm?: string | URL;
    worker?: string | URL;
    slip?: string | URL;
}): void;
