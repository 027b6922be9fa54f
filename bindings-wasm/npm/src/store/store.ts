/** Keeps the lists of one source: opens what is kept, fetches what is new, and answers from the newest that verified. */

import { JrpError, Roster, TrustAnchors, init, type Comparison, type Freshness, type Query, type RosterInfo } from "../browser.js";
import { scope } from "../scope.js";
import { type Progress, downloadText } from "./download.js";
import { type Below, assemble, markOf } from "./roster.js";
import type { Found, Source } from "./source.js";
import { Neighbours, alone } from "./tabs.js";
import { type Kept, type Layers, type Mark, MemoryVault, Silence, type Vault, openVault } from "./vault.js";

/** What happens to the lists. */
export type StoreEvent =
  | { type: "progress"; phase: "starting" | "verifying" }
  | ({ type: "progress"; phase: "downloading" } & Progress)
  /** A roster can be asked; `current` tells whether the source was reached since the page was opened */
  | { type: "ready"; info: RosterInfo; current: boolean }
  /** Something failed; `usable` tells whether the roster at hand still answers */
  | { type: "error"; error: JrpError; usable: boolean }
  /** Something did not work, and was done without: the storage did not answer, the worker did not start */
  | { type: "warning"; error: JrpError };

/** Whose lists count, as `TrustAnchors` takes it: a trust file, PEM keys, the bare base64 of one; several in an array. */
export type Trust = string | Uint8Array | readonly (string | Uint8Array)[];

export interface StoreOptions {
  source: Source;
  /** The text of a trust file, public keys in PEM, or the base64 of one: what the element's `trust` takes */
  trust?: Trust | undefined;
  /** The address of such a text, as the element's `trust-src`; a key in the page is the stronger anchor */
  trustSrc?: string | undefined;
  /** More bytes than this in one file are refused; 256 MiB where it is not said */
  limit?: number;
  /** Milliseconds between looks at the source; an hour where it is not said, 0 for none */
  refreshEvery?: number | undefined;
  vault?: Vault;
}

const LIMIT = 256 * 1024 * 1024;
const HOUR = 3_600_000;

export class SnapshotStore {
  private readonly source: Source;
  private readonly limit: number;
  private readonly listeners = new Set<(event: StoreEvent) => void>();
  private readonly timer: ReturnType<typeof setInterval> | undefined;
  private readonly neighbours: Neighbours;
  private refreshing: Promise<void> | undefined;
  private open: { roster: Roster; layers: number; info: RosterInfo } | undefined;
  private current = false;
  private closed = false;

  private constructor(
    options: StoreOptions,
    private readonly trust: TrustAnchors,
    private vault: Vault,
  ) {
    this.source = options.source;
    this.limit = options.limit ?? LIMIT;
    const every = options.refreshEvery ?? HOUR;
    this.timer = every > 0 ? setInterval(() => void this.refresh(), every) : undefined;
    this.neighbours = new Neighbours(this.source.url, () => void this.adopt());
    scope.addEventListener?.("online", this.onOnline);
  }

  /** Opens what is kept, and looks at the source in the background. `listener` hears everything from the beginning. */
  static async create(options: StoreOptions, listener: (event: StoreEvent) => void = () => {}): Promise<SnapshotStore> {
    listener({ type: "progress", phase: "starting" });
    await init();
    const trust = new TrustAnchors(await trustTexts(options));
    const onSilence = () => listener({ type: "warning", error: silence() });
    const store = new SnapshotStore(options, trust, options.vault ?? (await openVault(onSilence)));
    store.subscribe(listener);
    await store.openKept();
    void store.refresh();
    return store;
  }

  /** Returns the way to stop listening. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** The roster that answers now. The store frees it: do not keep it. */
  get roster(): Roster | undefined {
    return this.open?.roster;
  }

  get info(): RosterInfo | undefined {
    return this.open?.info;
  }

  /** Whether the next visit will find the lists here. */
  get lasts(): boolean {
    return this.vault.lasts;
  }

  async check(query: Query): Promise<Comparison> {
    return this.checkNow(query);
  }

  /** The same at once, for whoever must not let another task in between. */
  checkNow(query: Query): Comparison {
    return this.answering().check(query);
  }

  /** How old the lists are at a time. */
  async freshness(now: Date): Promise<Freshness> {
    return this.answering().freshness(now);
  }

  /** Looks at the source now. Failures are told to the listeners; the roster at hand stays. */
  refresh(): Promise<void> {
    this.refreshing ??= alone(this.source.url, () => this.fetchNext())
      .catch((error: unknown) => this.fail(error))
      .then(() => {
        this.refreshing = undefined;
      });
    return this.refreshing;
  }

  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    scope.removeEventListener?.("online", this.onOnline);
    this.neighbours.close();
    this.listeners.clear();
    this.vault.close();
    this.open?.roster.free();
    this.open = undefined;
    this.trust.free();
  }

  private answering(): Roster {
    if (!this.open) {
      throw new JrpError("network", "no lists are at hand yet; wait for the store to be ready");
    }
    return this.open.roster;
  }

  private readonly onOnline = () => void this.refresh();

  /** Bytes that no longer verify are dropped: the storage was damaged, or the key is trusted no more. */
  private async openKept(): Promise<void> {
    const { layers } = await this.reading();
    if (!layers) {
      return;
    }
    try {
      this.emit({ type: "progress", phase: "verifying" });
      this.take(assemble(layers, this.trust), layers.length);
    } catch (error) {
      this.fail(error);
      await this.vault.drop(this.source.url).catch(() => {});
    }
  }

  /** Another tab put something newer into the vault. */
  private async adopt(): Promise<void> {
    const { mark, layers } = await this.reading();
    if (this.closed || !mark || !layers || mark.sequence <= (this.open?.info.sequence ?? -1)) {
      return;
    }
    try {
      this.current = true;
      this.take(assemble(layers, this.trust), layers.length);
    } catch (error) {
      this.fail(error);
    }
  }

  private async fetchNext(): Promise<void> {
    await this.adopt();
    const kept = await this.reading();
    const onProgress = (progress: Progress) => this.emit({ type: "progress", phase: "downloading", ...progress });
    const found = await this.source.next({ kept, trust: this.trust, limit: this.limit, onProgress });
    if (this.closed) {
      return;
    }
    if (found === "unchanged") {
      this.confirmCurrent();
      return;
    }
    this.emit({ type: "progress", phase: "verifying" });
    const roster = assemble(found.layers, this.trust, this.below(found, kept));
    if (roster === this.open?.roster) {
      this.confirmCurrent();
      return;
    }
    try {
      if (this.open && found.same === 0) {
        roster.assertMayReplace(this.open.roster, this.trust);
      }
      const mark = markOf(roster);
      if (found.digest !== undefined && found.digest !== mark.digest) {
        throw new JrpError("publication-mismatch", "the newest file is not the one the manifest announces; ask the publisher");
      }
      await this.keep({ ...mark, files: found.files, etag: found.etag }, found.layers);
    } catch (error) {
      roster.free();
      throw error;
    }
    this.current = true;
    this.take(roster, found.layers.length);
    this.neighbours.tell(this.source.url);
  }

  /** The open roster, where all its layers are at the bottom of what was found. */
  private below(found: Found, kept: Kept): Below | undefined {
    const isWhole = this.open && found.same === this.open.layers && kept.mark?.digest === this.open.info.digest;
    return isWhole ? this.open : undefined;
  }

  /** A refusal is passed on; where the storage fails, memory takes its place. */
  private async keep(mark: Mark, layers: Layers): Promise<void> {
    try {
      await this.vault.put(this.source.url, mark, layers);
    } catch (error) {
      if (error instanceof JrpError) {
        throw error;
      }
      if (error instanceof Silence) {
        this.emit({ type: "warning", error: silence() });
      }
      const memory = new MemoryVault();
      const seen = await this.vault.mark(this.source.url).catch(() => undefined);
      if (seen) {
        await memory.put(this.source.url, seen, []);
      }
      await memory.put(this.source.url, mark, layers);
      this.vault.close();
      this.vault = memory;
    }
  }

  private async reading(): Promise<Kept> {
    try {
      return await this.vault.read(this.source.url);
    } catch (error) {
      if (error instanceof Silence) {
        this.emit({ type: "warning", error: silence() });
      }
      this.vault.close();
      this.vault = new MemoryVault();
      return {};
    }
  }

  private take(roster: Roster, layers: number): void {
    this.open?.roster.free();
    this.open = { roster, layers, info: roster.info };
    this.emit({ type: "ready", info: this.open.info, current: this.current });
  }

  private confirmCurrent(): void {
    if (this.open) {
      this.current = true;
      this.emit({ type: "ready", info: this.open.info, current: true });
    }
  }

  private fail(error: unknown): void {
    const told = error instanceof JrpError ? error : new JrpError("network", String(error));
    this.emit({ type: "error", error: told, usable: this.open !== undefined });
  }

  private emit(event: StoreEvent): void {
    for (const listener of this.listeners) {
      listener(event);
    }
  }
}

async function trustTexts({ trust, trustSrc }: StoreOptions): Promise<readonly (string | Uint8Array)[]> {
  if (trust !== undefined) {
    return Array.isArray(trust) ? trust : [trust as string | Uint8Array];
  }
  if (trustSrc === undefined) {
    throw new JrpError("argument", "name who may sign the lists: trust (a key or trust file) or trustSrc (its address)");
  }
  return [await downloadText(trustSrc)];
}

function silence(): JrpError {
  const what = "the browser's storage does not answer; the lists are held for this visit only";
  return new JrpError("io", what, { reason: "storage" });
}
