import type { ErrorCode } from "./generated/codes.js";

/** What a `JrpError` may say besides its message. */
export interface JrpErrorDetails {
  /** The section of the snapshot that it speaks of */
  section?: string;
  /** The byte of the snapshot that it speaks of */
  offset?: number;
  /** What was caught */
  cause?: unknown;
  /** Which of the causes that share a code it was, where that is known */
  reason?: JrpErrorReason;
}

/**
 * Causes that want words of their own: the address holds nothing (`not-found`), the server failed (`server`), `jrp.wasm`
 * is not there or is not it (`module`), the page's Content-Security-Policy refused (`policy`), nothing came in time
 * (`timeout`), the worker did not start (`worker`), the browser's storage does not answer (`storage`).
 */
export type JrpErrorReason = "not-found" | "server" | "module" | "policy" | "timeout" | "worker" | "storage";

/** What went wrong. `code` is the same word in Rust, C and JavaScript; the message says what to do. */
export class JrpError extends Error {
  readonly code: ErrorCode;
  readonly section?: string;
  readonly offset?: number;
  readonly cause?: unknown;
  readonly reason?: JrpErrorReason;

  constructor(code: ErrorCode, message: string, details: JrpErrorDetails = {}) {
    super(message);
    this.name = "JrpError";
    this.code = code;
    Object.assign(this, details);
  }
}

/** Runs a call into the module and gives its failure the class it has out here. */
export function call<T>(body: () => T): T {
  try {
    return body();
  } catch (thrown) {
    throw failure(thrown);
  }
}

function failure(thrown: unknown): JrpError {
  if (thrown instanceof JrpError) return thrown;
  // The module throws its failures as JSON text (bindings-wasm/src/error.rs).
  if (typeof thrown === "string") {
    const { code, message, ...details } = JSON.parse(thrown) as { code: ErrorCode; message: string };
    return new JrpError(code, message, details);
  }
  return new JrpError("panic", `a fault inside JRP was caught: ${String(thrown)}; please report it`, {
    cause: thrown,
  });
}
