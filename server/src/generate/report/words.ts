// generate/report: names of layers and files, and the sentence that a report begins with.
import { say, type Words } from "../../base/say";
import type { FileKind } from "../../model/types";
import type { Profile, Severity } from "../../rules/define";
import type { LayerId, LeftOut } from "./types";

export const LAYER_WORDS: Readonly<Record<LayerId, { readonly title: Words; readonly question: Words }>> = {
	network: { title: say`Network`, question: say`From where can somebody connect?` },
	login: { title: say`Login`, question: say`Who gets in, and with what?` },
	permissions: { title: say`Permissions`, question: say`What may they do once they are in?` },
	encryption: { title: say`Encryption`, question: say`Who can read along on the way?` },
	data: { title: say`Data at rest`, question: say`Who gets the data with the disk or a backup?` },
	audit: { title: say`Audit`, question: say`Would anybody notice?` },
	machine: { title: say`The machine`, question: say`Does the server lead to the machine that it runs on?` },
	availability: { title: say`Availability`, question: say`Can one client stop it for all?` },
	flaws: { title: say`Known flaws`, question: say`Is the version safe?` },
	refused: { title: say`Refused or misread`, question: say`Does the server read the file as it looks?` },
};

/** What was looked for, in a row. */
export function checkedInWords(titles: readonly string[]): Words {
	const [first = "", ...rest] = titles;
	return say`${rest.reduce<Words>((before, next) => say`${before}; ${next}`, first)}.`;
}

export const KIND_WORDS: Readonly<Record<FileKind, Words>> = {
	config: say`configuration`,
	sentinel: say`Sentinel configuration`,
	acl: say`ACL file`,
};

export const SEVERITY_WORDS: Readonly<Record<Severity, Words>> = {
	error: say`Error`,
	warning: say`Warning`,
	info: say`Information`,
	hint: say`Hint`,
};

export const PROFILE_WORDS: Readonly<Record<Profile, Words>> = {
	development: say`development`,
	production: say`production`,
	strict: say`strict`,
};

/** Why a file is not in the report, and what to do. */
export const LEFT_WORDS: Readonly<Record<LeftOut["why"], Words>> = {
	missing: say`There is no such file here. Where the server runs elsewhere, copy the file beside this one, or run the check there.`,
	denied: say`This account may not read it. Give the account the right to read, or run the check with one that has it.`,
	"not-a-file": say`This is no file. Name a file.`,
	"too-large": say`It is too large to be judged. Split it into files that include each other.`,
	changed: say`It changed while it was read. Make the report again.`,
	unsupported: say`It cannot be read from here. Open the folder that it is in, on the desktop.`,
	outside: say`It lies outside of the workspace, which is not trusted yet. Trust the workspace, or open the folder that the file is in.`,
	foreign: say`This looks like a file of another program. Choose its language at the bottom right if it is one of Redis.`,
};
