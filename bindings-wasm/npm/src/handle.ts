/// <reference lib="esnext.disposable" preserve="true" />
import { JrpError } from "./error.js";

/** What the module gives out. */
interface Raw {
  free(): void;
}

/** The module's memory is not the garbage collector's: whoever opens, frees. */
export abstract class Handle<R extends Raw> {
  private raw: R | undefined;

  /** @internal */
  protected constructor(raw: R) {
    this.raw = raw;
  }

  /** Gives the memory back; once more does nothing. */
  free(): void {
    const raw = this.raw;
    this.raw = undefined;
    if (raw) raw.free();
  }

  /** @internal */
  protected get live(): R {
    if (this.raw === undefined) {
      throw new JrpError("freed", `this ${this.constructor.name} was freed; open another`);
    }
    return this.raw;
  }
}

export interface Handle<R extends Raw> {
  /** `free`, for `using` declarations; engines without `Symbol.dispose` do without. */
  [Symbol.dispose](): void;
}

// Absent in engines of before 2024.
const dispose: symbol | undefined = Symbol.dispose;
if (dispose !== undefined) {
  Object.defineProperty(Handle.prototype, dispose, {
    value(this: Handle<Raw>) {
      this.free();
    },
  });
}
