/** Several publishers' lists, each kept by a store of its own and asked as one. */

import { JrpError, RosterSet, type Comparison, type Freshness, type Occasion, type Query, type RosterInfo } from "../browser.js";
import type { Progress } from "./download.js";
import type { Source } from "./source.js";
import { SnapshotStore, type StoreEvent, type StoreOptions } from "./store.js";

/** What happens to the lists of all publishers. */
export type ListsEvent =
  | Exclude<StoreEvent, { type: "ready" }>
  /** All can be asked; `infos` in the order of the sources */
  | { type: "ready"; infos: readonly RosterInfo[]; current: boolean };

/** As for one store, with the sources of all. */
export type ListsOptions = Omit<StoreOptions, "source" | "vault"> & { sources: readonly Source[] };

/** How far one store has come. */
interface Part {
  info?: RosterInfo;
  current: boolean;
  progress?: Progress;
  /** Why it has no lists */
  failure?: Extract<StoreEvent, { type: "error" }>;
}

/**
 * Answers only when it has the lists of every publisher: a missing list must not be taken for one that names nobody. Of one
 * source alone it gives the answers of that source's roster.
 */
export class Lists {
  private readonly parts: Part[];
  private readonly stores: SnapshotStore[] = [];
  private set: RosterSet | undefined;
  private closed = false;

  private constructor(
    count: number,
    private readonly listener: (event: ListsEvent) => void,
  ) {
    this.parts = Array.from({ length: count }, () => ({ current: false }));
  }

  static async create({ sources, ...options }: ListsOptions, listener: (event: ListsEvent) => void = () => {}): Promise<Lists> {
    if (sources.length === 0) {
      throw new JrpError("argument", "name at least one source of lists");
    }
    const lists = new Lists(sources.length, listener);
    try {
      for (const [at, source] of sources.entries()) {
        lists.stores.push(await SnapshotStore.create({ ...options, source }, (event) => lists.hear(at, event)));
      }
    } catch (error) {
      lists.close();
      throw error;
    }
    lists.join();
    return lists;
  }

  async check(query: Query): Promise<Comparison> {
    return this.checkNow(query);
  }

  /** The same at once, for whoever must not let another task in between. */
  checkNow(query: Query): Comparison {
    return this.answering().check(query);
  }

  /** Evidence of a question, which is asked again for it. */
  async evidence(query: Query, occasion: Occasion = {}): Promise<string> {
    return this.answering().check(query).evidence(occasion);
  }

  /** How old the lists are at a time. */
  async freshness(now: Date): Promise<Freshness> {
    return this.answering().freshness(now);
  }

  /** Looks at every source now. */
  async refresh(): Promise<void> {
    await Promise.all(this.stores.map((store) => store.refresh()));
  }

  close(): void {
    this.closed = true;
    this.stores.forEach((store) => store.close());
    this.set?.free();
    this.set = undefined;
  }

  private answering(): RosterSet {
    if (!this.set) {
      throw new JrpError("network", "the lists of every publisher are not at hand yet; wait for the stores to be ready");
    }
    return this.set;
  }

  private hear(at: number, event: StoreEvent): void {
    const part = this.parts[at];
    if (!part || this.closed) {
      return;
    }
    switch (event.type) {
      case "ready":
        part.info = event.info;
        part.current = event.current;
        delete part.failure;
        this.join();
        this.settle();
        break;
      case "progress":
        if (event.phase === "downloading") {
          part.progress = { received: event.received, total: event.total };
          this.listener({ type: "progress", phase: "downloading", ...this.received() });
        } else {
          this.listener(event);
        }
        break;
      case "error":
        if (this.set) {
          this.listener({ ...event, usable: true });
        } else {
          part.failure = event;
          this.settle();
        }
        break;
      case "warning":
        this.listener(event);
        break;
    }
  }

  /** Once every store has its lists, and whenever one has newer ones. */
  private join(): void {
    const rosters = this.stores.flatMap(({ roster }) => roster ?? []);
    const infos = this.parts.flatMap(({ info }) => info ?? []);
    if (rosters.length < this.parts.length || infos.length < this.parts.length) {
      return;
    }
    const before = this.set;
    this.set = new RosterSet(rosters);
    before?.free();
    this.listener({ type: "ready", infos, current: this.parts.every(({ current }) => current) });
  }

  /** What failed is told once nobody is on the way any more: it ends what is told of the others. */
  private settle(): void {
    const isSettled = this.parts.every(({ info, failure }) => info ?? failure);
    const failed = this.parts.find(({ failure }) => failure)?.failure;
    if (!this.set && isSettled && failed) {
      this.listener({ ...failed, usable: false });
    }
  }

  private received(): Progress {
    const all = this.parts.flatMap(({ progress }) => progress ?? []);
    const isKnown = all.every(({ total }) => total !== undefined);
    return {
      received: all.reduce((sum, { received }) => sum + received, 0),
      total: isKnown ? all.reduce((sum, { total }) => sum + (total ?? 0), 0) : undefined,
    };
  }
}
