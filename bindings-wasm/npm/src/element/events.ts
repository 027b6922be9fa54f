/** What the element tells its page. */

import type { Comparison, JrpError, RosterInfo } from "../browser.js";
import type { ListsEvent } from "../store/together.js";
import type { FieldProblem } from "./fields.js";
import type { Body } from "./state.js";

/** What the element tells its page; `detail` of each. */
export interface JrpCheckEvents {
  /** What the card shows now, and the answer for what stands in the form, where there is one at this moment */
  "jrp-state": CustomEvent<{ state: Body["kind"]; comparison: Comparison | undefined }>;
  "jrp-comparison": CustomEvent<Comparison>;
  "jrp-progress": CustomEvent<Extract<ListsEvent, { type: "progress" }>>;
  /** `info` is that of the first publisher, `infos` of each */
  "jrp-ready": CustomEvent<{ info: RosterInfo; infos: readonly RosterInfo[]; current: boolean }>;
  /** The evidence that was printed or saved, for pages that keep it themselves */
  "jrp-evidence": CustomEvent<{ evidence: string }>;
  "jrp-error": CustomEvent<{ error: JrpError; usable: boolean }>;
  /** What was done without: the storage, the worker */
  "jrp-warning": CustomEvent<{ error: JrpError }>;
  /** A clerk goes on with a subject that is listed, or could not be compared, and why */
  "jrp-reason": CustomEvent<{ reason: string; comparison: Comparison | undefined }>;
  /** What keeps the inputs from being read as they are meant; empty once all is well */
  "jrp-problem": CustomEvent<{ problems: readonly FieldProblem[] }>;
}

/** What `settle()` comes to. */
export interface Settled {
  /** Whether the page's `block-submit` lets the form out as it stands */
  allowed: boolean;
  /** The answer for what stands in the form; absent where nothing was typed or no answer could be had */
  comparison: Comparison | undefined;
  /** Why a clerk goes on all the same */
  reason?: string;
}

export type Tell = <Name extends keyof JrpCheckEvents>(name: Name, detail: JrpCheckEvents[Name]["detail"]) => void;
