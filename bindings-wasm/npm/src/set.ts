import { type Answer, answered, answeredAll } from "./answer.js";
import { type Columns, type ColumnAnswers, answeredColumns, outcomeOf } from "./columns.js";
import { JrpError, call } from "./error.js";
import type { Freshness, Outcome, Query } from "./generated/types.js";
import { Handle } from "./handle.js";
import { leaves } from "./leaves.js";
import { assertInitialised } from "./load.js";
import { RawRosterSet } from "./raw/jrp_wasm.js";
import { OpenRoster } from "./roster.js";

/**
 * The lists of several publishers (nation, province, city, sector), asked as one. Each roster keeps its own trust, sequence,
 * age and policy pack; coverage adds up, and the answer is never milder than the strictest finding of any. Its answers have
 * `snapshots` in the place of `snapshot`, and their findings `sources`; those of a set of one are that roster's own.
 */
export class RosterSet extends Handle<RawRosterSet> {
  /** Rosters in this order, shared with the set: free them when you like. */
  constructor(rosters: readonly OpenRoster[]) {
    assertInitialised();
    super(joined(rosters));
  }

  /** Compares the subjects of a query with the lists of all. */
  check(query: Query): Answer {
    return answered(query, () => this.live);
  }

  /** The same as text: byte for byte what Rust, C and the `jrp` command give. */
  checkJson(query: Query): string {
    const raw = this.live;
    const text = leaves(query);
    return call(() => raw.check(text, Date.now() / 1000));
  }

  /** What the comparison comes to, without its words: the fastest question. */
  outcome(query: Query): Outcome {
    return outcomeOf(query, this.live);
  }

  /** Many queries, one by one. A query that is refused has its error in its place. */
  checkAll(queries: readonly Query[]): (Answer | JrpError)[];
  /** A table of which every row is asked alike; the fastest way to ask about many. */
  checkAll(columns: Columns): ColumnAnswers;
  checkAll(asked: readonly Query[] | Columns): (Answer | JrpError)[] | ColumnAnswers {
    return Array.isArray(asked) ? answeredAll(asked, () => this.live) : answeredColumns(asked as Columns, () => this.live);
  }

  /** How old the data are at a time: the oldest of what counts. */
  freshness(now: Date = new Date()): Freshness {
    const raw = this.live;
    return JSON.parse(call(() => raw.freshness(now.getTime() / 1000))) as Freshness;
  }
}

function joined(rosters: readonly OpenRoster[]): RawRosterSet {
  if (!Array.isArray(rosters) || rosters.length === 0) {
    throw new JrpError("argument", "a RosterSet takes an array of one Roster or more");
  }
  const [first, ...others] = rosters.map((roster) => OpenRoster.raw(roster as OpenRoster));
  let set = call(() => RawRosterSet.of(first!));
  for (const roster of others) {
    const before = set;
    try {
      set = call(() => before.and(roster));
    } finally {
      before.free();
    }
  }
  return set;
}
