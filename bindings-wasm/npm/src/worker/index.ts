/** The worker: opens, verifies and checks off the page's thread. Started by `RemoteDesk`. */

import { sourceOf } from "../store/sources.js";
import { SnapshotStore, type StoreEvent } from "../store/store.js";
import { JrpError, init } from "../browser.js";
import { scope } from "../scope.js";
import { type Reply, type Request, told } from "./protocol.js";

const page = scope as unknown as { postMessage(reply: Reply): void; onmessage: ((message: MessageEvent<Request>) => void) | null };
let store: SnapshotStore | undefined;

page.onmessage = ({ data }) => {
  answer(data).then(
    (value) => page.postMessage({ kind: "answer", id: data.id, answer: value }),
    (error: unknown) => page.postMessage({ kind: "refusal", id: data.id, error: told(error) }),
  );
};

async function answer(request: Request): Promise<unknown> {
  if (request.verb === "open") {
    const { trust, refreshEvery, wasm } = request.ask;
    await init(wasm);
    store = await SnapshotStore.create({ source: sourceOf(request.ask), trust, refreshEvery }, tell);
    return undefined;
  }
  if (!store) {
    throw new JrpError("network", "the worker has no store; open one first");
  }
  switch (request.verb) {
    case "check":
      return store.check(request.ask);
    case "freshness":
      return store.freshness(request.ask);
    case "refresh":
      return store.refresh();
  }
}

function tell(event: StoreEvent): void {
  page.postMessage({ kind: "event", event: "error" in event ? { ...event, error: told(event.error) } : event });
}

page.postMessage({ kind: "hello" });
