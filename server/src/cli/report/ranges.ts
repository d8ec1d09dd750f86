// cli: where findings stand, for reports that other programs read.
import type { Place, Position } from "../../base/span";
import type { SourceFile } from "../../model/types";
import type { JudgedFile } from "../judge";
import { positionsIn } from "../positions";
import { shownUri } from "../targets";

export class Ranges {
	private readonly byUri: ReadonlyMap<string, JudgedFile>;
	private readonly positions = new WeakMap<SourceFile, ReturnType<typeof positionsIn>>();

	constructor(
		files: readonly JudgedFile[],
		private readonly cwd: string,
	) {
		this.byUri = new Map(files.map((file) => [file.uri, file]));
	}

	/** Absolute, or relative to the working directory. */
	pathOf(uri: string): string {
		return this.byUri.get(uri)?.path ?? shownUri(uri, this.cwd);
	}

	/** 0-based, UTF-16, as in the Language Server Protocol. */
	rangeOf({ file, line, start, end }: Place): { start: Position; end: Position } {
		const source = this.byUri.get(file)?.source;
		if (!source) return { start: { line, character: start }, end: { line, character: end } };
		let position = this.positions.get(source);
		if (!position) {
			position = positionsIn(source.tree);
			this.positions.set(source, position);
		}
		return { start: position(line, start), end: position(line, end) };
	}
}
