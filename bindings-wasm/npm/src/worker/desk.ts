/** Who answers the element: a store in this thread, or one in a worker. */

import { JrpError, type Comparison, type Freshness, type Query } from "../browser.js";
import { sourceOf } from "../store/sources.js";
import { SnapshotStore, type StoreEvent } from "../store/store.js";
import { type Reply, type Requests, type Wanted, heard } from "./protocol.js";

export interface Desk {
  check(query: Query): Promise<Comparison>;
  freshness(now: Date): Promise<Freshness>;
  refresh(): Promise<void>;
  close(): void;
}

type Listener = (event: StoreEvent) => void;

export async function openDesk(wanted: Wanted, inWorker: boolean, listener: Listener): Promise<Desk> {
  const worker = inWorker ? startWorker() : undefined;
  return worker ? RemoteDesk.open(worker, wanted, listener) : openHere(wanted, listener);
}

function openHere(wanted: Wanted, listener: Listener): Promise<Desk> {
  const { trust, refreshEvery } = wanted;
  return SnapshotStore.create({ source: sourceOf(wanted), trust, refreshEvery }, listener);
}

/** Without workers, or from another origin, the page's own thread does it. */
function startWorker(): Worker | undefined {
  try {
    return new Worker(trustedUrl(new URL("./index.js", import.meta.url)), { type: "module" });
  } catch {
    return undefined;
  }
}

/** Pages that require Trusted Types allow the policy `jrp`. */
function trustedUrl(url: URL): string | URL {
  const types = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
  const policy = types?.createPolicy("jrp", { createScriptURL: (text) => text });
  return policy ? (policy.createScriptURL(url.href) as unknown as string) : url;
}

interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL(text: string): string }): { createScriptURL(text: string): object };
}

interface Waiting {
  resolve(answer: never): void;
  reject(error: JrpError): void;
}

class RemoteDesk implements Desk {
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  private constructor(
    private readonly worker: Worker,
    listener: Listener,
  ) {
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.receive(data, listener);
    worker.onerror = (event) => {
      const error = new JrpError("network", `the worker could not run: ${event.message ?? "its script did not load"}`);
      for (const { reject } of this.waiting.values()) {
        reject(error);
      }
      this.waiting.clear();
    };
  }

  static async open(worker: Worker, wanted: Wanted, listener: Listener): Promise<Desk> {
    const desk = new RemoteDesk(worker, listener);
    await desk.request("open", wanted);
    return desk;
  }

  check(query: Query): Promise<Comparison> {
    return this.request("check", query);
  }

  freshness(now: Date): Promise<Freshness> {
    return this.request("freshness", now);
  }

  refresh(): Promise<void> {
    return this.request("refresh", undefined);
  }

  close(): void {
    this.worker.terminate();
    this.waiting.clear();
  }

  private request<Verb extends keyof Requests>(verb: Verb, ask: Requests[Verb]["ask"]): Promise<Requests[Verb]["answer"]> {
    this.lastId += 1;
    const id = this.lastId;
    this.worker.postMessage({ id, verb, ask });
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  private receive(reply: Reply, listener: Listener): void {
    if (reply.kind === "event") {
      const { event } = reply;
      listener(event.type === "error" ? { ...event, error: heard(event.error) } : event);
      return;
    }
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (reply.kind === "answer") {
      waiting?.resolve(reply.answer as never);
    } else {
      waiting?.reject(heard(reply.error));
    }
  }
}
