/** Keeps the lists of one source: opens what is kept, fetches what is new, and answers from the newest that verified. */
import { JrpError, Roster, type Comparison, type Freshness, type Query, type RosterInfo } from "../browser.js";
import { type Progress } from "./download.js";
import type { Source } from "./source.js";
import { type Vault } from "./vault.js";
/** What happens to the lists. */
export type StoreEvent = {
    type: "progress";
    phase: "starting" | "verifying";
} | ({
    type: "progress";
    phase: "downloading";
} & Progress)
/** A roster can be asked; `current` tells whether the source was reached since the page was opened */
 | {
    type: "ready";
    info: RosterInfo;
    current: boolean;
}
/** Something failed; `usable` tells whether the roster at hand still answers */
 | {
    type: "error";
    error: JrpError;
    usable: boolean;
}
/** Something did not work, and was done without: the storage did not answer, the worker did not start */
 | {
    type: "warning";
    error: JrpError;
};
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
export declare class SnapshotStore {
    private readonly trust;
    private vault;
    private readonly source;
    private readonly limit;
    private readonly listeners;
    private readonly timer;
    private readonly neighbours;
    private refreshing;
    private open;
    private current;
    private closed;
    private constructor();
    /** Opens what is kept, and looks at the source in the background. `listener` hears everything from the beginning. */
    static create(options: StoreOptions, listener?: (event: StoreEvent) => void): Promise<SnapshotStore>;
    /** Returns the way to stop listening. */
    subscribe(listener: (event: StoreEvent) => void): () => void;
    /** The roster that answers now. The store frees it: do not keep it. */
    get roster(): Roster | undefined;
    get info(): RosterInfo | undefined;
    /** Whether the next visit will find the lists here. */
    get lasts(): boolean;
    check(query: Query): Promise<Comparison>;
    /** The same at once, for whoever must not let another task in between. */
    checkNow(query: Query): Comparison;
    /** How old the lists are at a time. */
    freshness(now: Date): Promise<Freshness>;
    /** Looks at the source now. Failures are told to the listeners; the roster at hand stays. */
    refresh(): Promise<void>;
    close(): void;
    private answering;
    private readonly onOnline;
    /** Bytes that no longer verify are dropped: the storage was damaged, or the key is trusted no more. */
    private openKept;
    /** Another tab put something newer into the vault. */
    private adopt;
    private fetchNext;
    /** The open roster, where all its layers are at the bottom of what was found. */
    private below;
    /** A refusal is passed on; where the storage fails, memory takes its place. */
    private keep;
    private reading;
    private take;
    private confirmCurrent;
    private fail;
    private emit;
}
