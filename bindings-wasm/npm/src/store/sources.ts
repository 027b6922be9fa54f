/** The kinds of sources, by name. */

import { PublishedFolder } from "./folder.js";
import { SnapshotFile, type Source } from "./source.js";

export type SourceKind = "snapshot" | "folder";

/** The sources of a kind at these addresses; a folder's ends with a slash. */
export function sourcesOf({ kind, urls }: { kind: SourceKind; urls: readonly string[] }): Source[] {
  return urls.map((url) => (kind === "folder" ? new PublishedFolder(url.endsWith("/") ? url : `${url}/`) : new SnapshotFile(url)));
}
