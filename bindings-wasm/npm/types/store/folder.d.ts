/** A folder that `jrp publish` keeps: a signed manifest, and files called by their digests. */
import type { FetchContext, Found, Source } from "./source.js";
export declare class PublishedFolder implements Source {
    readonly url: string;
    /** @param url ends with a slash */
    constructor(url: string);
    next(context: FetchContext): Promise<Found | "unchanged">;
    private manifest;
    /** Fetches what the manifest names and is not at hand. What must not be followed is refused before. */
    private follow;
    private proven;
}
