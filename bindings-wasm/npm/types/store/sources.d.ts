/** The kinds of sources, by name. */
import { type Source } from "./source.js";
export type SourceKind = "snapshot" | "folder";
/** The source of a kind at an address; a folder's ends with a slash. */
export declare function sourceOf({ kind, url }: {
    kind: SourceKind;
    url: string;
}): Source;
