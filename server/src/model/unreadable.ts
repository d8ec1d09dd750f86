// model: why a file's contents are not known.

export type UnreadableReason = "missing" | "denied" | "not-a-file" | "too-large" | "changed" | "unsupported" | "outside";
