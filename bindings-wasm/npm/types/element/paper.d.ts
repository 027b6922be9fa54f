/** Printing a page, and handing out a file, from within somebody else's page. */
/** Opens the browser's dialogue of printing for a page that nobody sees. Resolves when the dialogue was asked for. */
export declare function printPage(html: string): Promise<void>;
/** Hands out a text as a file. */
export declare function handOut(text: string, name: string): void;
