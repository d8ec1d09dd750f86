// lint: what is known of single users when their block changes. Of a block of which one line was edited, one user is asked again.
import type { UserBlock } from "../model/acl/census";
import { FileUser } from "../model/acl/fileUser";
import type { LineReading } from "../model/acl/lines";
import { sharedBlocks } from "../syntax/text";
import type { Speaker } from "./blockRecord";
import type { Ground } from "./ground";

/** What was said of users by the reading of their line, which stays while the line does. */
export type Remembered = ReadonlyMap<LineReading, Speaker>;
export const NOBODY: Remembered = new Map();

/** Few: after more than some edits, users are asked again. */
const MOST_BLOCKS = 16;

/** The users of blocks that are no longer there. */
export function rememberedUsers({ recent, records }: Ground, blocks: readonly UserBlock[]): Remembered {
	const before = recent.blocks.filter(({ isKept }) => isKept);
	const now = blocks.filter(({ isKept }) => isKept);
	const { head, tail } = sharedBlocks(before.map(keyOf), now.map(keyOf));
	const gone = before.slice(head, before.length - tail);
	if (gone.length === 0 || gone.length > MOST_BLOCKS) return NOBODY;
	const found = new Map<LineReading, Speaker>();
	for (const block of gone) {
		const record = records.get(block.key);
		// Nobody knows whose findings were silenced.
		if (record === undefined || record.used.length > 0) continue;
		const speakers = new Map(record.speakers.map((speaker) => [speaker.at, speaker]));
		for (const [at, user] of block.users.entries()) {
			if (user instanceof FileUser) found.set(user.reading, speakers.get(at) ?? SILENT_USER);
		}
	}
	return found;
}

const SILENT_USER: Speaker = { at: -1, rules: [], said: { counts: [], fixable: { safe: 0, all: 0 } } };

function keyOf({ key }: UserBlock): object {
	return key;
}
