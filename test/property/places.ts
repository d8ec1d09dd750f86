// property: what every place and every edit promises, whatever it is for.
import { TextDocument } from "vscode-languageserver-textdocument";
import { applyEdits } from "../../server/src/base/edits";
import type { Edit, Place } from "../../server/src/base/span";
import { Positions } from "../../server/src/lsp/conversion";
import type { View } from "../../server/src/service/view";

/** Edits of this document; those of other files are not there to be compared with. */
export function checkOwnEdits(view: View, edits: readonly Edit[], what: string): void {
	checkEdits(
		view,
		edits.filter((edit) => textOf(view, edit.file) !== undefined),
		what,
	);
}

/** Edits lie inside the texts, do not overlap, and are the same for the model and for an editor. */
export function checkEdits(view: View, edits: readonly Edit[], what: string): void {
	for (const uri of new Set(edits.map((edit) => edit.file))) {
		const text = textOf(view, uri);
		assert(text !== undefined, `${what} edits a file that was read`);
		const own = edits.filter((edit) => edit.file === uri);
		const after = applied(text, own, what);
		const positions = new Positions(text);
		const document = TextDocument.create(uri, "", 0, text);
		const byEditor = TextDocument.applyEdits(document, positions.textEdits(own));
		assert(byEditor === after, `${what} does in an editor what it does here`);
	}
}

function applied(text: string, edits: readonly Edit[], what: string): string {
	try {
		return applyEdits(text, edits);
	} catch (error) {
		throw new Error(`broken: the edits of ${what} are inside the text and do not overlap`, { cause: error });
	}
}

export function checkPlace(view: View, { file, line, start, end }: Place, what: string): void {
	const text = textOf(view, file)?.split("\n")[line];
	assert(text !== undefined, `${what} is on a line of a file that was read: ${file}:${line}`);
	assert(0 <= start && start <= end && end <= text.length, `${what} is inside its line: ${start}-${end} of ${text.length}`);
}

export function textOf(view: View, uri: string): string | undefined {
	for (const { snapshot } of view.servers) {
		const file = snapshot.files.get(uri);
		if (file?.state === "text") return file.tree.text;
	}
	return undefined;
}

export function assert(holds: boolean, what: string): asserts holds {
	if (!holds) throw new Error(`broken: ${what}`);
}
