// lsp: the root that a person has chosen for a document which several files lead to.
import { normalizeUri } from "../../base/uri";

export class ChosenRoots {
	private readonly chosen = new Map<string, string>();

	/** @param before what was chosen in earlier sessions. */
	constructor(before: Readonly<Record<string, string>> = {}) {
		for (const [uri, root] of Object.entries(before)) this.choose(uri, root);
	}

	choose(uri: string, root: string | null): void {
		if (root === null) this.chosen.delete(normalizeUri(uri));
		else this.chosen.set(normalizeUri(uri), normalizeUri(root));
	}

	of(uri: string): string | undefined {
		return this.chosen.get(uri);
	}

	/** Of the files that lead to a document, those to judge it in; a choice that leads there no longer is not followed. */
	among(uri: string, leading: readonly string[]): readonly string[] {
		const root = this.chosen.get(uri);
		if (root === uri) return [];
		return root !== undefined && leading.includes(root) ? [root] : leading;
	}
}
