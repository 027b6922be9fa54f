import type { ErrorCode } from "./generated/codes.js";
/** What a `JrpError` may say besides its message. */
export interface JrpErrorDetails {
    /** The section of the snapshot that it speaks of */
    section?: string;
    /** The byte of the snapshot that it speaks of */
    offset?: number;
    /** What was caught */
    cause?: unknown;
}
/** What went wrong. `code` is the same word in Rust, C and JavaScript; the message says what to do. */
export declare class JrpError extends Error {
    readonly code: ErrorCode;
    readonly section?: string;
    readonly offset?: number;
    readonly cause?: unknown;
    constructor(code: ErrorCode, message: string, details?: JrpErrorDetails);
}
/** Runs a call into the module and gives its failure the class it has out here; `what` it is about may stand before. */
export declare function call<T>(body: () => T, what?: string): T;
