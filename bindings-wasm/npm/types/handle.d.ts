/// <reference lib="esnext.disposable" preserve="true" />
/** What the module gives out. */
interface Raw {
    free(): void;
}
/** The module's memory is not the garbage collector's: whoever opens, frees. */
export declare abstract class Handle<R extends Raw> {
    private raw;
    /** @internal */
    protected constructor(raw: R);
    /** Gives the memory back; once more does nothing. */
    free(): void;
    /** @internal */
    protected get live(): R;
}
export interface Handle<R extends Raw> {
    /** `free`, for `using` declarations; engines without `Symbol.dispose` do without. */
    [Symbol.dispose](): void;
}
export {};
