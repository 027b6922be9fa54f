/** Making nodes. Text goes in as text, never as markup. */

type Child = Node | string | undefined | false;

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  for (const child of children) {
    if (child !== undefined && child !== false) {
      element.append(child);
    }
  }
  return element;
}

export function replaceChildren(parent: Element, ...children: Child[]): void {
  parent.textContent = "";
  for (const child of children) {
    if (child !== undefined && child !== false) {
      parent.append(child);
    }
  }
}

const SVG = "http://www.w3.org/2000/svg";

/** Outlines on a grid of 20; each level has its own shape, so that colour is never alone. */
const SHAPES = {
  stop: "M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6zM5.8 10h8.4",
  warn: "M10 2.4 18.4 17H1.6zM10 8v4.2M10 14.3v.2",
  info: "M10 1.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM10 9.2v4.8M10 6.2v.2",
  good: "M10 1.8l2.3 5 5.4.6-4 3.7 1.1 5.4-4.8-2.7-4.8 2.7 1.1-5.4-4-3.7 5.4-.6z",
  clear: "M8.8 2.4a6.4 6.4 0 1 0 0 12.8 6.4 6.4 0 0 0 0-12.8zM13.4 13.4 18 18",
  list: "M4.5 2.5h11v15h-11zM7.5 6.5h5M7.5 10h5M7.5 13.5h3",
} as const;

export type Shape = keyof typeof SHAPES;

export function icon(shape: Shape): SVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  const drawn = { viewBox: "0 0 20 20", class: "icon", "aria-hidden": "true", focusable: "false" };
  for (const [name, value] of Object.entries(drawn)) {
    svg.setAttribute(name, value);
  }
  path.setAttribute("d", SHAPES[shape]);
  svg.append(path);
  return svg;
}

/** Dates and codes, which are not to be broken over lines. */
const WHOLE = /(\d{4}-\d{2}-\d{2}|[0-9A-Z]{18})/;

/** The text. An address in it stays text: whoever wrote a name may have written it. */
export function unbroken(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  text.split(WHOLE).forEach((piece, at) => fragment.append(at % 2 === 1 ? h("span", { class: "whole" }, piece) : piece));
  return fragment;
}

export function link(address: string, text: string, newWindow: string): HTMLAnchorElement {
  const attributes = { href: address, target: "_blank", rel: "noopener noreferrer", part: "link" };
  return h("a", attributes, text, h("span", { class: "unseen" }, newWindow));
}
