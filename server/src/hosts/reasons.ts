// hosts: why the system did not give a file, in the words of the model.
import type { UnreadableReason } from "../model/unreadable";

const REASONS: Readonly<Record<string, UnreadableReason>> = {
	ENOENT: "missing",
	ENOTDIR: "missing",
	ENAMETOOLONG: "missing",
	ERR_INVALID_ARG_VALUE: "missing",
	EACCES: "denied",
	EPERM: "denied",
	EISDIR: "not-a-file",
	ELOOP: "not-a-file",
	ENXIO: "not-a-file",
	ENODEV: "not-a-file",
	EFBIG: "too-large",
	ESTALE: "changed",
};

/** Why the system refused, as far as a person would want to know. */
export function reasonOf(error: unknown): UnreadableReason {
	return REASONS[codeOf(error) ?? ""] ?? "unsupported";
}

export function codeOf(error: unknown): string | undefined {
	return (error as NodeJS.ErrnoException | undefined)?.code;
}
