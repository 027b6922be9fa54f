/** Evidence as the page that `jrp slip` makes, by a module of its own, which is fetched when the first page is made. */

import { slipAddress } from "./address.js";
import { JrpError } from "./error.js";
import { compile } from "./load.js";

/** What stands on the page beside the evidence. @internal */
export interface SlipOptions {
  /** Language of the page; without it that of the question */
  lang?: "zh-CN" | "en" | undefined;
}

/** Numbers in, numbers out: the module needs no glue. */
interface Printer {
  push(byte: number): void;
  make(): number;
  take(): number;
}

let loading: Promise<Printer> | undefined;

function printer(): Promise<Printer> {
  if (loading === undefined) {
    loading = compile(slipAddress()).then(
      async (module) => (await WebAssembly.instantiate(module, {})).exports as unknown as Printer,
    ).catch((cause: unknown) => {
      // The next press tries again.
      loading = undefined;
      throw cause instanceof JrpError ? cause : new JrpError("io", `slip.wasm cannot be loaded: ${String(cause)}`, { cause, reason: "module" });
    });
  }
  return loading;
}

/** The page of evidence, of which every byte must be as it was written. @internal */
export async function slip(evidence: string, { lang }: SlipOptions = {}): Promise<string> {
  const { push, make, take } = await printer();
  // Project and officer stand in the evidence already.
  new TextEncoder().encode([lang === undefined ? "" : lang, "", "", evidence].join("\0")).forEach(push);
  const isMade = make() !== 0;
  const bytes: number[] = [];
  for (let byte = take(); byte >= 0; byte = take()) {
    bytes.push(byte);
  }
  const text = new TextDecoder().decode(Uint8Array.from(bytes));
  if (!isMade) {
    throw new JrpError("evidence-refused", text);
  }
  return text;
}
