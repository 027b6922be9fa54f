/** How the element looks. Every colour and measure that a page may want to change is a custom property. */
export declare const CARD_CSS: string;
/** A line at a field. It stands in the page, so it takes the page's fonts. */
export declare const NOTE_CSS: string;
/**
 * Styles a shadow. A constructed sheet, shared by all, needs no exception from a Content-Security-Policy. Chromium before
 * 73 has none: there a `style` element stands in, with the `nonce` that the page gives the element for its policy.
 */
export declare function applyStyles(root: ShadowRoot, css: string, host: HTMLElement): void;
