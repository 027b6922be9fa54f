/**
 * What is kept between visits: for each source the layers of its roster, and a mark of the newest publication seen.
 *
 * One transaction compares and sets, so two tabs cannot take each other back. A vault that cannot be used (private
 * mode, quota, a browser without it) is replaced by memory: the page works, and downloads again on the next visit.
 */
import { JrpError } from "../browser.js";
/** The newest publication a source was ever seen to hold. It outlives the bytes. */
export interface Mark {
    publisher: string;
    region: string;
    sequence: number;
    /** Digest of the newest layer */
    digest: string;
    /** Names of the layers' files in a published folder, the base first */
    files?: string[] | undefined;
    /** ETag of a plain snapshot */
    etag?: string | undefined;
}
/** A base and the deltas on it. */
export type Layers = Uint8Array[];
export interface Kept {
    mark?: Mark | undefined;
    layers?: Layers | undefined;
}
export interface Vault {
    /** Whether the next visit finds what is put here. */
    readonly lasts: boolean;
    read(source: string): Promise<Kept>;
    mark(source: string): Promise<Mark | undefined>;
    /** Keeps it if it may follow the mark that stands at that moment; fails with that refusal if not. */
    put(source: string, mark: Mark, layers: Layers): Promise<void>;
    /** Drops the bytes; the mark stays. */
    drop(source: string): Promise<void>;
    close(): void;
}
/** Why a publication must not take the place of the one seen before, if so. */
export declare function refusal(seen: Mark | undefined, found: Omit<Mark, "files" | "etag">): JrpError | undefined;
/** The vault of this origin, or memory; `onSilence` hears where the storage was there and did not answer. */
export declare function openVault(onSilence?: () => void, factory?: IDBFactory | undefined): Promise<Vault>;
/** The storage did not answer. */
export declare class Silence extends Error {
}
/** For this page's life only. */
export declare class MemoryVault implements Vault {
    readonly lasts = false;
    private readonly kept;
    read(source: string): Promise<Kept>;
    mark(source: string): Promise<Mark | undefined>;
    put(source: string, mark: Mark, layers: Layers): Promise<void>;
    drop(source: string): Promise<void>;
    close(): void;
}
