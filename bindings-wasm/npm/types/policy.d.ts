/** Telling a request that the page's Content-Security-Policy refused from one that found no network. @internal */
export declare class PolicyRefusal extends Error {
}
/** Runs a request. Browsers tell scripts no more than "failed"; the violation is an event of its own. */
export declare function watched<T>(request: () => Promise<T>): Promise<T>;
