/** What is said to people who do not see the card: calmly, or at once where a prohibition is concerned. */

import { h } from "./dom.js";

export class Announcer {
  readonly calm = h("div", { class: "unseen", role: "status" });
  readonly urgent = h("div", { class: "unseen", role: "alert" });
  private last = "";

  /** The same words again are not repeated. */
  say(text: string, atOnce: boolean): void {
    if (text === this.last) {
      return;
    }
    this.last = text;
    this.urgent.textContent = atOnce ? text : "";
    this.calm.textContent = atOnce ? "" : text;
  }
}
