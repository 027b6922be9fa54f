/** The global object; Chromium before 71 has no `globalThis`, and a mini program may have neither. @internal */
export const scope: typeof globalThis =
  typeof globalThis === "object" ? globalThis : typeof self === "object" ? self : ({} as typeof globalThis);
