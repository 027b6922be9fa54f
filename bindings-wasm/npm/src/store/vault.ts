/**
 * What is kept between visits: for each source the layers of its roster, and a mark of the newest publication seen.
 *
 * One transaction compares and sets, so two tabs cannot take each other back. A vault that cannot be used (private
 * mode, quota, a browser without it) is replaced by memory: the page works, and downloads again on the next visit.
 */

import { JrpError } from "../browser.js";
import { scope } from "../scope.js";

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
export function refusal(seen: Mark | undefined, found: Omit<Mark, "files" | "etag">): JrpError | undefined {
  if (!seen) {
    return undefined;
  }
  if (found.publisher !== seen.publisher || found.region !== seen.region) {
    const [was, is] = [`${seen.publisher} ${seen.region}`, `${found.publisher} ${found.region}`];
    return new JrpError("publication-mismatch", `published by ${is}, not by ${was} as before; check the address`);
  }
  if (found.sequence < seen.sequence) {
    const what = `sequence ${found.sequence} is older than ${seen.sequence}, which was seen before`;
    return new JrpError("sequence-too-old", `${what}; the source serves an old publication`);
  }
  if (found.sequence === seen.sequence && found.digest !== seen.digest) {
    const what = `sequence ${found.sequence} was seen before with other content`;
    return new JrpError("publication-mismatch", `${what}; ask the publisher`);
  }
  return undefined;
}

/** Storage that says nothing for so long is taken for broken: browsers are known to hang there. */
const PATIENCE = 5_000;

/** The vault of this origin, or memory; `onSilence` hears where the storage was there and did not answer. */
export async function openVault(onSilence: () => void = () => {}, factory = indexedDbOfOrigin()): Promise<Vault> {
  try {
    return factory ? new IndexedDbVault(await inTime(opened(factory))) : new MemoryVault();
  } catch (error) {
    if (error instanceof Silence) {
      onSilence();
    }
    return new MemoryVault();
  }
}

/** The storage did not answer. */
export class Silence extends Error {}

function inTime<T>(answer: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Silence("the storage does not answer")), PATIENCE);
    answer.then(resolve, reject).then(() => clearTimeout(timer));
  });
}

/** Reading the property throws where storage is forbidden. */
function indexedDbOfOrigin(): IDBFactory | undefined {
  try {
    return scope.indexedDB;
  } catch {
    return undefined;
  }
}

const DATABASE = "jrp";
const VERSION = 1;
const ROSTERS = "rosters";
const MARKS = "marks";

function opened(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(DATABASE, VERSION);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(ROSTERS);
    request.result.createObjectStore(MARKS);
  };
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("another version of the vault is open"));
  });
}

class IndexedDbVault implements Vault {
  readonly lasts = true;

  constructor(private readonly database: IDBDatabase) {
    // A later version of this package must not wait for this tab.
    database.onversionchange = () => database.close();
  }

  read(source: string): Promise<Kept> {
    const kept: Kept = {};
    return this.transact("readonly", ({ marks, rosters }) => {
      ask(marks.get(source), (mark) => (kept.mark = mark));
      ask(rosters.get(source), (layers) => (kept.layers = layers));
    }).then(() => kept);
  }

  mark(source: string): Promise<Mark | undefined> {
    let found: Mark | undefined;
    return this.transact("readonly", ({ marks }) => ask(marks.get(source), (mark) => (found = mark))).then(() => found);
  }

  put(source: string, mark: Mark, layers: Layers): Promise<void> {
    return this.transact("readwrite", ({ marks, rosters, refuse }) => {
      ask(marks.get(source), (seen) => {
        const refused = refusal(seen, mark);
        if (refused) {
          refuse(refused);
          return;
        }
        marks.put(mark, source);
        rosters.put(layers, source);
      });
    });
  }

  drop(source: string): Promise<void> {
    return this.transact("readwrite", ({ rosters }) => void rosters.delete(source));
  }

  close(): void {
    this.database.close();
  }

  /** Resolves once the transaction is complete; `refuse` undoes it. */
  private transact(mode: IDBTransactionMode, body: (tables: Tables) => void): Promise<void> {
    return inTime(new Promise((resolve, reject) => {
      const transaction = this.database.transaction([MARKS, ROSTERS], mode);
      let refused: JrpError | undefined;
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(refused ?? transaction.error);
      body({
        marks: transaction.objectStore(MARKS),
        rosters: transaction.objectStore(ROSTERS),
        refuse(error) {
          refused = error;
          transaction.abort();
        },
      });
    }));
  }
}

interface Tables {
  marks: IDBObjectStore;
  rosters: IDBObjectStore;
  refuse(error: JrpError): void;
}

function ask<T>(request: IDBRequest<T>, then: (value: T) => void): void {
  request.onsuccess = () => then(request.result);
}

/** For this page's life only. */
export class MemoryVault implements Vault {
  readonly lasts = false;
  private readonly kept = new Map<string, Kept>();

  async read(source: string): Promise<Kept> {
    return this.kept.get(source) ?? {};
  }

  async mark(source: string): Promise<Mark | undefined> {
    return this.kept.get(source)?.mark;
  }

  async put(source: string, mark: Mark, layers: Layers): Promise<void> {
    const refused = refusal(this.kept.get(source)?.mark, mark);
    if (refused) {
      throw refused;
    }
    this.kept.set(source, { mark, layers });
  }

  async drop(source: string): Promise<void> {
    this.kept.set(source, { mark: await this.mark(source) });
  }

  close(): void {}
}
