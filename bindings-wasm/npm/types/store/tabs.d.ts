/** Tabs of one origin: one fetches, the others hear of it. */
/** Runs alone among the tabs of this origin; where the browser has no locks, the vault's transaction is guard enough. */
export declare function alone<T>(source: string, run: () => Promise<T>): Promise<T>;
/** Word from and to the other tabs that a source has something new in the vault. */
export declare class Neighbours {
    private readonly channel;
    constructor(source: string, onNews: () => void);
    tell(source: string): void;
    close(): void;
}
