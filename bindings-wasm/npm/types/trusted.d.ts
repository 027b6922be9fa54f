/** Pages that require Trusted Types allow the policy `jrp`, which lets through our own worker and the page to be printed. */
/** The address of the worker. */
export declare function trustedWorker(address: string): string;
/** A page that `slip` made. */
export declare function trustedPage(html: string): string;
