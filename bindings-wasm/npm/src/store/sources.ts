/** The kinds of sources, by name. */

import { PublishedFolder } from "./folder.js";
import { SnapshotFile, type Source } from "./source.js";

export type SourceKind = "snapshot" | "folder";

/** The source of a kind at an address; a folder's ends with a slash. */
export function sourceOf({ kind, url }: { kind: SourceKind; url: string }): Source {
  return kind === "folder" ? new PublishedFolder(url.endsWith("/") ? url : `${url}/`) : new SnapshotFile(url);
}
