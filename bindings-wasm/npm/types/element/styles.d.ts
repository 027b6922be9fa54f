/** How the element looks. Every colour and measure that a page may want to change is a custom property. */
/** One sheet for all elements; a constructed sheet needs no exception from a Content-Security-Policy. */
export declare function styles(): CSSStyleSheet;
