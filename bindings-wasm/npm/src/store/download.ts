/** Fetching bytes, with progress, a limit, and one kind of error. */

import { JrpError, type JrpErrorReason } from "../browser.js";
import { PolicyRefusal, watched } from "../policy.js";

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
export type Download = { bytes: Uint8Array; etag?: string | undefined } | "unchanged";

export async function download(url: string, options: DownloadOptions): Promise<Download> {
  const response = await request(url);
  const etag = response.headers.get("ETag") ?? undefined;
  if (etag !== undefined && etag === options.etag) {
    await response.body?.cancel();
    return "unchanged";
  }
  return { bytes: await read(response, url, options), etag };
}

/** The same where nothing is held yet. */
export async function downloadBytes(url: string, options: Omit<DownloadOptions, "etag">): Promise<Uint8Array> {
  return read(await request(url), url, options);
}

/** A small text, such as a public key; the browser's copy where the server cannot be reached. */
export async function downloadText(url: string): Promise<string> {
  const response = await request(url).catch(() => request(url, "force-cache"));
  const bytes = await read(response, url, { limit: 1 << 20, onProgress: () => {} });
  return new TextDecoder().decode(bytes);
}

async function request(url: string, cache: RequestCache = "no-cache"): Promise<Response> {
  let response: Response;
  try {
    // "no-cache" asks the server whether the copy in the browser's cache is still good.
    response = await watched(() => fetch(url, { cache, credentials: "same-origin" }));
  } catch (error) {
    const refused = error instanceof PolicyRefusal;
    throw failure(url, error instanceof Error ? error.message : String(error), refused ? "policy" : undefined);
  }
  if (!response.ok) {
    const isGone = response.status === 404 || response.status === 410;
    throw failure(url, `the server answered ${response.status}`, isGone ? "not-found" : "server");
  }
  return response;
}

async function read(response: Response, url: string, options: DownloadOptions): Promise<Uint8Array> {
  const total = declaredLength(response);
  const parts: Uint8Array[] = [];
  let received = 0;
  options.onProgress({ received, total });
  const reader = response.body?.getReader();
  try {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      parts.push(part.value);
      received += part.value.length;
      if (received > options.limit) {
        await reader?.cancel();
        throw new JrpError("network", `${url}: more than ${options.limit} bytes; raise the limit or check the address`);
      }
      options.onProgress({ received, total });
    }
  } catch (error) {
    throw error instanceof JrpError ? error : failure(url, error instanceof Error ? error.message : String(error));
  }
  return joined(parts, received);
}

/** The length on the wire is that of the content only where it travels as it is. */
function declaredLength(response: Response): number | undefined {
  const length = Number(response.headers.get("Content-Length"));
  return length > 0 && !response.headers.has("Content-Encoding") ? length : undefined;
}

function joined(parts: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function failure(url: string, what: string, reason?: JrpErrorReason): JrpError {
  return new JrpError("network", `${url}: ${what}; check the address and the connection`, reason ? { reason } : {});
}
