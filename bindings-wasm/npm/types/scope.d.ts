/** The global object; Chromium before 71 has no `globalThis`. @internal */
export declare const scope: typeof globalThis;
