// model/verdict: what one line is found to be, before it is known where it stands.
import { listedWithOr, say, type Words } from "../../base/say";
import type { Span } from "../../base/span";
import type { Directive } from "../../knowledge/types";
import type { Problem } from "../types";

/** A problem of one line; the span is relative to that line. */
export interface Finding extends Span {
	readonly code: string;
	readonly message: Words;
	readonly serverSays?: string;
	readonly effect: Problem["effect"];
	readonly suggestions?: readonly string[];
	/** When the server comes upon it; while reading the line where nothing is said. */
	readonly stage?: Stage;
	/** The server stops without naming a line. */
	readonly lineless?: true;
}

/** The steps of starting a server, in the order of `stagesOf`. */
export type Stage = "reading" | "after-reading" | "sentinel" | "tls" | "modules" | "users" | "data";

/** One argument as the server sees it, such as a word of the line. Several may come out of one quoted word and share its span. */
export interface Argument extends Span {
	readonly value: string;
	readonly highBytes?: true;
}

/** What is wrong with a value, and which arguments are to blame: all of them where none is named. */
export interface Fault {
	readonly code: string;
	readonly message: Words;
	readonly serverSays: string;
	readonly effect?: Problem["effect"];
	readonly argument?: Argument;
	readonly suggestions?: readonly string[];
	readonly lineless?: true;
}

/** Writes a value for a message: quoted, shortened, and not at all where it is a secret. */
export function shown(directive: Directive | undefined, value: string): Words {
	if (directive?.sensitive !== false) return say`this value`;
	const printable = value.replace(/[\0-\x1f\x7f]/g, " ");
	return `"${printable.length > 40 ? `${printable.slice(0, 40)}...` : printable}"`;
}

/** "a, b or c" */
export function anyOf(names: readonly string[]): Words {
	return listedWithOr(names);
}
