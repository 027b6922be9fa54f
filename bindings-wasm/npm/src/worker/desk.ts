/** Who answers the element: a store in this thread, or one in a worker. */

import { workerAddress, wasmAddress } from "../address.js";
import { JrpError, type Comparison, type Freshness, type Occasion, type Query } from "../browser.js";
import { scope } from "../scope.js";
import { sourcesOf } from "../store/sources.js";
import { Lists, type ListsEvent } from "../store/together.js";
import { trustedWorker } from "../trusted.js";
import { type Reply, type Requests, type Wanted, heard } from "./protocol.js";

export interface Desk {
  check(query: Query): Promise<Comparison>;
  /** The answer at once, where the lists are in this thread */
  checkNow?(query: Query): Comparison;
  /** Evidence of a question, which is asked again for it */
  evidence(query: Query, occasion: Occasion): Promise<string>;
  freshness(now: Date): Promise<Freshness>;
  refresh(): Promise<void>;
  close(): void;
}

type Listener = (event: ListsEvent) => void;

/** A worker that cannot be started is done without: the page's own thread answers, and the listener hears of it. */
export async function openDesk(wanted: Wanted, inWorker: boolean, listener: Listener): Promise<Desk> {
  if (inWorker) {
    try {
      return await RemoteDesk.open(await startWorker(), wanted, listener);
    } catch (error) {
      if (!(error instanceof JrpError && error.reason === "worker")) {
        throw error;
      }
      listener({ type: "warning", error });
    }
  }
  return openHere(wanted, listener);
}

function openHere(wanted: Wanted, listener: Listener): Promise<Desk> {
  const { trust, refreshEvery } = wanted;
  return Lists.create({ sources: sourcesOf(wanted), trust, refreshEvery }, listener);
}

/** A script that has not said hello by then is not going to. */
const PATIENCE = 15_000;

/** The worker, once its script runs. */
function startWorker(): Promise<Worker> {
  const url = new URL(String(workerAddress()), document.baseURI);
  return new Promise((resolve, reject) => {
    let worker: Worker | undefined;
    const fail = (why: string) => {
      clearTimeout(timer);
      worker?.terminate();
      reject(new JrpError("io", `the worker ${url.href} cannot be started: ${why}; the page's own thread compares`, { reason: "worker" }));
    };
    const timer = setTimeout(() => fail("it does not answer"), PATIENCE);
    // A data: address has an origin of its own, which may neither fetch nor keep the lists.
    if (!/^https?:$/.test(url.protocol) || url.origin !== scope.location.origin) {
      fail("it is not of the page's origin");
      return;
    }
    try {
      worker = new Worker(trustedWorker(url.href));
    } catch (error) {
      fail(String(error));
      return;
    }
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.kind === "hello" && worker) {
        clearTimeout(timer);
        resolve(worker);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      fail(event.message || "the script is not there, or the page's worker-src does not allow it");
    };
  });
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
      const error = new JrpError("panic", `the worker failed: ${event.message ?? "no reason given"}; please report it`);
      for (const { reject } of this.waiting.values()) {
        reject(error);
      }
      this.waiting.clear();
    };
  }

  static async open(worker: Worker, wanted: Wanted, listener: Listener): Promise<Desk> {
    const desk = new RemoteDesk(worker, listener);
    try {
      await desk.request("open", { ...wanted, wasm: new URL(String(wasmAddress()), document.baseURI).href });
    } catch (error) {
      worker.terminate();
      throw error;
    }
    return desk;
  }

  check(query: Query): Promise<Comparison> {
    return this.request("check", query);
  }

  evidence(query: Query, occasion: Occasion): Promise<string> {
    return this.request("evidence", { query, occasion });
  }

  freshness(now: Date): Promise<Freshness> {
    return this.request("freshness", now);
  }

  refresh(): Promise<void> {
    return this.request("refresh", undefined);
  }

  close(): void {
    this.worker.terminate();
    const closed = new JrpError("freed", "the lists were closed");
    for (const { reject } of this.waiting.values()) {
      reject(closed);
    }
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
      listener("error" in event ? { ...event, error: heard(event.error) } : event);
      return;
    }
    if (reply.kind === "hello") {
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
