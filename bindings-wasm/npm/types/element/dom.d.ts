/** Making nodes. Text goes in as text, never as markup. */
type Child = Node | string | undefined | false;
export declare function h<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes?: Record<string, string>, ...children: Child[]): HTMLElementTagNameMap[Tag];
export declare function replaceChildren(parent: Element, ...children: Child[]): void;
/** Outlines on a grid of 20; each level has its own shape, so that colour is never alone. */
declare const SHAPES: {
    readonly stop: "M6.6 2h6.8L18 6.6v6.8L13.4 18H6.6L2 13.4V6.6zM5.8 10h8.4";
    readonly warn: "M10 2.4 18.4 17H1.6zM10 8v4.2M10 14.3v.2";
    readonly info: "M10 1.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM10 9.2v4.8M10 6.2v.2";
    readonly good: "M10 1.8l2.3 5 5.4.6-4 3.7 1.1 5.4-4.8-2.7-4.8 2.7 1.1-5.4-4-3.7 5.4-.6z";
    readonly clear: "M8.8 2.4a6.4 6.4 0 1 0 0 12.8 6.4 6.4 0 0 0 0-12.8zM13.4 13.4 18 18";
    readonly list: "M4.5 2.5h11v15h-11zM7.5 6.5h5M7.5 10h5M7.5 13.5h3";
};
export type Shape = keyof typeof SHAPES;
export declare function icon(shape: Shape): SVGElement;
/** The text. An address in it stays text: whoever wrote a name may have written it. */
export declare function unbroken(text: string): DocumentFragment;
export declare function link(address: string, text: string, newWindow: string): HTMLAnchorElement;
export {};
