/** The kinds of sources, by name. */
import { type Source } from "./source.js";
export type SourceKind = "snapshot" | "folder";
/** The sources of a kind at these addresses; a folder's ends with a slash. */
export declare function sourcesOf({ kind, urls }: {
    kind: SourceKind;
    urls: readonly string[];
}): Source[];
