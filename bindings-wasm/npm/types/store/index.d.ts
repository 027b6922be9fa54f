/** `jrp/store`: lists that are fetched, verified, kept in the browser, and refreshed. */
export { SnapshotFile, type Source } from "./source.js";
export { SnapshotStore, type StoreEvent, type StoreOptions } from "./store.js";
export type { Progress } from "./download.js";
