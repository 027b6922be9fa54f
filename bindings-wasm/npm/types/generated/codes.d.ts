/** What went wrong, in one word that is the same in every language. */
export type ErrorCode = 
/** the bytes do not begin as a JRP snapshot does */
"not-a-snapshot"
/** the snapshot's format or canonicalisation version is not known to this build */
 | "version-unsupported"
/** the snapshot ends before it should, or goes on behind its end */
 | "snapshot-truncated"
/** a structure inside the snapshot contradicts itself */
 | "snapshot-malformed"
/** the snapshot's content does not match its digests */
 | "digest-mismatch"
/** no trusted key signed this snapshot */
 | "signature-untrusted"
/** the keys that signed may not speak for this publisher, region, list or policy pack, or are too few */
 | "signer-not-entitled"
/** the snapshot's sequence is below the minimum */
 | "sequence-too-old"
/** the delta does not continue this roster */
 | "delta-mismatch"
/** the person key is not the one this snapshot was built with */
 | "person-key-wrong"
/** this build opens snapshots for the public audience only */
 | "audience-refused"
/** the records of the roster and the delta do not add up to what the delta's header says */
 | "state-mismatch"
/** the text is not a manifest of a published folder */
 | "manifest-malformed"
/** the manifest or its files are not of the publication that the host follows */
 | "publication-mismatch"
/** the scenario is not in the snapshot's policy pack */
 | "scenario-unknown"
/** the query names no subject */
 | "query-empty"
/** a value of the query cannot be read */
 | "query-invalid"
/** the key cannot be read */
 | "key-invalid"
/** the trust anchors cannot be read */
 | "trust-invalid"
/** the policy pack is refused */
 | "policy-invalid"
/** the records cannot be built into a snapshot */
 | "build-refused"
/** the text is not evidence, or it was altered */
 | "evidence-refused"
/** a fault inside JRP was caught; please report it */
 | "panic"
/** a length or count is beyond all reason */
 | "length"
/** a file cannot be read */
 | "io"
/** an argument is not what the function takes */
 | "argument"
/** init() has not been awaited */
 | "not-initialised"
/** the handle was freed */
 | "freed"
/** lists cannot be fetched */
 | "network";
/** What a question comes to, by the number that stands for it. */
export declare const OUTCOMES: readonly ["prohibited", "restricted", "review", "notice", "preferred", "clear", "indeterminate"];
