// model: why a file's contents are not known.

export type UnreadableReason = "missing" | "denied" | "not-a-file" | "too-large" | "changed" | "unsupported" | "outside";

/** So many lines a file may have: each takes room of its own, and thirty million of them fit into the 64 MB that a file may be large. */
export const MOST_LINES = 2_000_000;
