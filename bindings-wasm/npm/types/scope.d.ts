/** The global object; Chromium before 71 has no `globalThis`, and a mini program may have neither. @internal */
export declare const scope: typeof globalThis;
