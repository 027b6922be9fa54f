/** Elements that want the same lists share one desk: one download, one roster. */

import type { ListsEvent } from "../store/together.js";
import { type Desk, openDesk } from "../worker/desk.js";
import type { Wanted } from "../worker/protocol.js";

type Listener = (event: ListsEvent) => void;

interface Shared {
  desk: Promise<Desk>;
  listeners: Set<Listener>;
  /** The newest event of each kind, for listeners that come later */
  newest: Map<ListsEvent["type"], ListsEvent>;
}

export interface Seat {
  desk: Promise<Desk>;
  leave(): void;
}

const shared = new Map<string, Shared>();

/** Takes a seat at the desk for these lists; the last one to leave closes it. */
export function sit(wanted: Wanted, inWorker: boolean, listener: Listener): Seat {
  const key = JSON.stringify([wanted, inWorker]);
  const at = shared.get(key) ?? open(key, wanted, inWorker);
  for (const event of at.newest.values()) {
    listener(event);
  }
  at.listeners.add(listener);
  const leave = () => {
    at.listeners.delete(listener);
    // An element that is only being moved sits down again at once.
    setTimeout(() => closeIfEmpty(key, at));
  };
  return { desk: at.desk, leave };
}

function open(key: string, wanted: Wanted, inWorker: boolean): Shared {
  const listeners = new Set<Listener>();
  const newest: Shared["newest"] = new Map();
  const desk = openDesk(wanted, inWorker, (event) => {
    newest.delete(event.type);
    newest.set(event.type, event);
    if (event.type === "ready") {
      newest.delete("progress");
    }
    if (event.type === "ready" && event.current) {
      newest.delete("error");
    }
    listeners.forEach((listener) => listener(event));
  });
  const at = { desk, listeners, newest };
  shared.set(key, at);
  // One that could not be opened is not offered again.
  desk.catch(() => shared.delete(key));
  return at;
}

function closeIfEmpty(key: string, at: Shared): void {
  if (at.listeners.size === 0 && shared.get(key) === at) {
    shared.delete(key);
    at.desk.then((desk) => desk.close()).catch(() => {});
  }
}
