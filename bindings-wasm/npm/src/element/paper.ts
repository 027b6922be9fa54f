/** Printing a page, and handing out a file, from within somebody else's page. */

import { trustedPage } from "../trusted.js";

/** What the browser may do with the page: print it. No script runs in it. */
const ALLOWED = "allow-same-origin allow-modals";

/** Some browsers never say that printing is over. */
const GONE_AFTER = 60_000;

/** Opens the browser's dialogue of printing for a page that nobody sees. Resolves when the dialogue was asked for. */
export function printPage(html: string): Promise<void> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", ALLOWED);
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  Object.assign(frame.style, { position: "fixed", inlineSize: "0", blockSize: "0", border: "0", visibility: "hidden" });
  return new Promise((resolve, reject) => {
    frame.addEventListener("load", () => {
      const page = frame.contentWindow;
      if (!page) {
        frame.remove();
        reject(new Error("the frame has no page"));
        return;
      }
      const remove = () => frame.remove();
      page.addEventListener("afterprint", remove);
      setTimeout(remove, GONE_AFTER);
      dress(page);
      page.focus();
      page.print();
      resolve();
    });
    frame.srcdoc = trustedPage(html);
    document.body.append(frame);
  });
}

/** A strict policy of the page around it forbids the style sheet in the text; one that is made by script it does not. */
function dress(page: Window): void {
  const { document: inner } = page;
  const style = inner.querySelector("style");
  if (style && !style.sheet) {
    const sheet = new (page as Window & typeof globalThis).CSSStyleSheet();
    sheet.replaceSync(style.textContent || "");
    inner.adoptedStyleSheets = [sheet];
  }
}

/** Hands out a text as a file. */
export function handOut(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
