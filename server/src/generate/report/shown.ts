// generate/report: words of a file as they may be shown, without what a line holds of secrets.
import type { Place, Span } from "../../base/span";
import { maskLine } from "../../lint/mask";
import type { ServerModel } from "../../model/server";
import type { Statement } from "../../model/types";

/** The stretch of a line, masked where it is or touches a secret; "" where there is no such line. */
export function shownAt(server: ServerModel, { file, line, start, end }: Place): string {
	const source = server.snapshot.files.get(file);
	const found = source?.state === "text" ? source.tree.line(line) : undefined;
	if (source?.state !== "text" || !found) return "";
	const masked = maskLine(found, source.kind, server.world.knowledge);
	const place = masked.place({ start, end });
	return masked.text.slice(place.start, place.end);
}

/** A word of a statement, the directive itself being the first. */
export function shownWord(server: ServerModel, { file, lineNumber, words }: Statement, index: number): string {
	const word: Span | undefined = words[index];
	return word ? shownAt(server, { file, line: lineNumber, start: word.start, end: word.end }) : "";
}

/** The first value of a setting that a line sets; "" where none does. */
export function shownValue(server: ServerModel, name: string): string {
	const origin = server.settings.get(name)?.origin;
	return origin?.from === "line" ? shownWord(server, origin.statement, 1).replace(/^(["'])(.*)\1$/, "$2") : "";
}
