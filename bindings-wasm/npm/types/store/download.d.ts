/** Fetching bytes, with progress, a limit, and one kind of error. */
/** How far a download has come; `total` is absent where the server does not tell. */
export interface Progress {
    received: number;
    total?: number | undefined;
}
export interface DownloadOptions {
    /** More bytes than this are refused; a hostile mirror must not fill the memory. */
    limit: number;
    onProgress(progress: Progress): void;
    /** ETag of the bytes already held: the same tag ends the download. */
    etag?: string | undefined;
}
/** Bytes with their ETag, or word that nothing has changed. */
export type Download = {
    bytes: Uint8Array;
    etag?: string | undefined;
} | "unchanged";
export declare function download(url: string, options: DownloadOptions): Promise<Download>;
/** The same where nothing is held yet. */
export declare function downloadBytes(url: string, options: Omit<DownloadOptions, "etag">): Promise<Uint8Array>;
/** A small text, such as a public key; the browser's copy where the server cannot be reached. */
export declare function downloadText(url: string): Promise<string>;
