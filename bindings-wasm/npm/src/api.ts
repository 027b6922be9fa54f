/** What both entries export. */
export { JrpError, type JrpErrorDetails, type JrpErrorReason } from "./error.js";
export type * from "./generated/codes.js";
export type * from "./generated/types.js";
export type { WasmSource } from "./load.js";
export { Manifest, type ManifestOptions } from "./manifest.js";
export type { Answer, Occasion } from "./answer.js";
export type { ColumnAnswers, Columns } from "./columns.js";
export type { ChainOptions } from "./roster.js";
export { RosterSet } from "./set.js";
export { TrustAnchors, type TrustOptions } from "./trust.js";
