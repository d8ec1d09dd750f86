// model: a snapshot with other texts, without reading anything.
import { parse } from "../syntax/parse";
import { dialectOf } from "./load";
import type { Snapshot, SourceFile } from "./types";

/** The same snapshot with some files' texts replaced. Where includes lead stays as it was. */
export function withTexts(snapshot: Snapshot, texts: ReadonlyMap<string, string>): Snapshot {
	const files = new Map<string, SourceFile>(snapshot.files);
	for (const [uri, text] of texts) {
		const old = files.get(uri);
		if (!old) continue;
		const tree = parse(text, dialectOf(old.kind), old.state === "text" ? old.tree : undefined);
		files.set(uri, old.state === "text" ? { ...old, tree } : { uri, state: "text", kind: old.kind, tree, latin1: false });
	}
	return { ...snapshot, files };
}

/** A snapshot of texts that are already at hand, such as one file of standard input. */
export function snapshotOf(root: string, kind: Snapshot["kind"], text: string): Snapshot {
	const file: SourceFile = { uri: root, state: "text", kind, tree: parse(text, dialectOf(kind)), latin1: false };
	return { root, kind, files: new Map([[root, file]]), targets: new Map() };
}
