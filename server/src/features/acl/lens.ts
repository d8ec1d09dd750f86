// features: a line above each user that says what it may do. Finding the lines reads no rules; the words are made for those that are seen.
import type { Words } from "../../base/say";
import type { ServerModel } from "../../model/server";
import type { TextFile } from "../../model/types";
import { summaryLine } from "./summary";
import { isUserLine, userAt } from "./userAt";

/** More than anybody looks at, and few enough that a file of 100,000 users costs nothing. */
export const MOST_LENSES = 1000;

/** The lines (0-based) that have one, from the top. */
export function lensLines(file: TextFile): number[] {
	const found: number[] = [];
	for (let line = 0; line < file.tree.source.lineCount && found.length < MOST_LENSES; line++) {
		if (isUserLine(file, line)) found.push(line);
	}
	return found;
}

export interface Lens {
	readonly title: Words;
	readonly user: string;
}

/** Undefined where no user stands there any more. */
export function lensAt(server: ServerModel, file: TextFile, line: number): Lens | undefined {
	const user = userAt(server, file, line);
	return user && { title: summaryLine(user.state, server.acl.evaluator, server.world.knowledge), user: user.name };
}
