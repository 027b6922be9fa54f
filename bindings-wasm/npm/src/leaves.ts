import { JrpError } from "./error.js";
import type { Query } from "./generated/types.js";

/** Longer questions are not questions: 4,096 members with codes and names take half of it. */
const LENGTH_MAX = 1 << 20;

/** `members.0.id.kind` is the deepest. */
const DEPTH_MAX = 4;

/**
 * A question as the module takes it: path, NUL, text, NUL for each text in it (bindings-wasm/src/leaf.rs). What is no
 * text is refused by its path; which paths there are is the module's to know.
 */
export function leaves(query: Query): string {
  if (!isObject(query)) {
    throw new JrpError("query-invalid", 'a query is an object such as { scenario: "ZFCG", creditCode: "91…" }');
  }
  let text: string;
  try {
    text = walk(query as object, "", DEPTH_MAX);
  } catch (cause) {
    if (cause instanceof JrpError) throw cause;
    throw new JrpError("query-invalid", `the query cannot be read: ${String(cause)}`, { cause });
  }
  if (text.length > LENGTH_MAX) {
    throw new JrpError("length", `the query has ${text.length} characters; more than ${LENGTH_MAX} is beyond reason`);
  }
  return text;
}

function walk(node: object, prefix: string, depth: number): string {
  let text = "";
  for (const key of Object.keys(node)) {
    const value: unknown = (node as Record<string, unknown>)[key];
    if (value === undefined || value === null) continue;
    const path = prefix + key;
    if (key.includes(".") || key.includes("\0") || depth === 0) refuse(path, "unknown field");
    if (typeof value === "string") text += leaf(path, value);
    else if (value instanceof Date) text += leaf(path, timeOf(value, path));
    else if (Array.isArray(value)) text += walk(value, `${path}.`, depth - 1);
    else if (isObject(value)) text += `${path}.\0\0${walk(value as object, `${path}.`, depth - 1)}`;
    else refuse(path, `a ${typeof value} is not text`);
  }
  return text;
}

function leaf(path: string, value: string): string {
  // NUL is what separates; it does not stand in what people type.
  const plain = /[\0\x01]/.test(value) ? value.replace(/[\0\x01]/g, (c) => (c === "\0" ? "\x010" : "\x011")) : value;
  return `${path}\0${plain}\0`;
}

function timeOf(date: Date, path: string): string {
  return Number.isNaN(date.getTime()) ? refuse(path, "an invalid Date") : date.toISOString();
}

/** Maps and the like have no keys of their own to walk. */
function isObject(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function refuse(path: string, why: string): never {
  throw new JrpError("query-invalid", `query.${path}: ${why}`);
}
