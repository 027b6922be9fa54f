/** The global object; Chromium before 71 has no `globalThis`. @internal */
export const scope: typeof globalThis = typeof globalThis === "object" ? globalThis : self;
