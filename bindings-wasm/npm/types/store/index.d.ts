/** `jrp/store`: lists that are fetched, verified, kept in the browser, and refreshed. */
export { PublishedFolder } from "./folder.js";
export { SnapshotFile, type Source } from "./source.js";
export { Lists, type ListsEvent, type ListsOptions } from "./together.js";
export { SnapshotStore, type StoreEvent, type StoreOptions, type Trust } from "./store.js";
export type { Progress } from "./download.js";
