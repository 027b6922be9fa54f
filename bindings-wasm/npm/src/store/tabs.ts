/** Tabs of one origin: one fetches, the others hear of it. */

import { scope } from "../scope.js";

/** Runs alone among the tabs of this origin; where the browser has no locks, the vault's transaction is guard enough. */
export function alone<T>(source: string, run: () => Promise<T>): Promise<T> {
  const locks = scope.navigator?.locks;
  return locks ? (locks.request(`jrp ${source}`, run) as Promise<T>) : run();
}

/** Word from and to the other tabs that a source has something new in the vault. */
export class Neighbours {
  private readonly channel = "BroadcastChannel" in scope ? new BroadcastChannel("jrp") : undefined;

  constructor(source: string, onNews: () => void) {
    if (this.channel) {
      this.channel.onmessage = (message) => {
        if (message.data === source) {
          onNews();
        }
      };
    }
  }

  tell(source: string): void {
    this.channel?.postMessage(source);
  }

  close(): void {
    this.channel?.close();
  }
}
