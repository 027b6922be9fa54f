/** The worker: opens, verifies and checks off the page's thread. Started by `RemoteDesk`. */

import { sourcesOf } from "../store/sources.js";
import { Lists, type ListsEvent } from "../store/together.js";
import { JrpError, init } from "../browser.js";
import { scope } from "../scope.js";
import { type Reply, type Request, told } from "./protocol.js";

const page = scope as unknown as { postMessage(reply: Reply): void; onmessage: ((message: MessageEvent<Request>) => void) | null };
let lists: Lists | undefined;

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
    lists = await Lists.create({ sources: sourcesOf(request.ask), trust, refreshEvery }, tell);
    return undefined;
  }
  if (!lists) {
    throw new JrpError("network", "the worker has no lists; open some first");
  }
  switch (request.verb) {
    case "check":
      return lists.check(request.ask);
    case "evidence":
      return lists.evidence(request.ask.query, request.ask.occasion);
    case "freshness":
      return lists.freshness(request.ask);
    case "refresh":
      return lists.refresh();
  }
}

function tell(event: ListsEvent): void {
  page.postMessage({ kind: "event", event: "error" in event ? { ...event, error: told(event.error) } : event });
}

page.postMessage({ kind: "hello" });
