// features: what a person reads beside a suggestion, in Markdown. Written for the one that is looked at.
import { joined, listed, say, type Words } from "../../base/say";
import type { FileKind, World } from "../../model/types";
import type { Rule } from "../../rules/define";
import { commandName, isDangerous } from "../../rules/shared/aclWords";
import { listOf } from "../acl/markdown";
import { directiveMarkdown } from "../texts/directiveText";
import { releaseName, releasesInWords } from "../texts/inWords";
import { code } from "../texts/markdown";
import { EVENT_LETTERS, textOfValue } from "../texts/valueTexts";
import type { About } from "./types";

/** Undefined where there is no more to say than the suggestion itself does. */
export function documentationOf(about: About, world: World, rules: readonly Rule[], kind?: FileKind): Words | undefined {
	switch (about.what) {
		case "directive":
			return directiveMarkdown(about.name, world, kind ? { kind } : {});
		case "sentinel": {
			const text = world.knowledge.text(`sentinel ${about.name}`);
			return text && joined([text.summary, ...(text.security ? [say`**Security:** ${text.security}`] : [])], "\n\n");
		}
		case "value":
			return textOfValue(about.directive, about.name.toLowerCase()) ?? world.knowledge.text(about.directive)?.summary;
		case "event":
			return EVENT_LETTERS[about.name];
		case "rule": {
			const rule = rules.find(({ id }) => id === about.name);
			return rule && say`${rule.title}.`;
		}
		case "command":
			return command(about.name, world);
		case "category":
			return category(about.name, world);
		case "acl-word":
			return ACL_WORDS[about.name];
	}
}

function command(name: string, { knowledge, release }: World): Words | undefined {
	const known = knowledge.commands(release).find(name);
	if (!known) return undefined;
	const dangerous = isDangerous(known) ? say`\n\n**Dangerous:** grant it only to who needs it.` : "";
	const parts =
		known.subcommands.length > 0
			? say`\n\nIts subcommands: ${listed(known.subcommands.map((one) => code(one.slice(one.indexOf("|") + 1))))}.`
			: "";
	const history = knowledge.commandHistory(name);
	const categories = known.categories.map((each) => code(`@${each}`)).join(" ");
	return say`**${commandName(name)}** · ${categories || say`no category`}${dangerous}${parts}\n\nKnown in ${releasesInWords(history?.releases ?? [])}.`;
}

function category(name: string, { knowledge, release }: World): Words {
	const all = knowledge.commands(release).all();
	const inside = all.filter(({ categories }) => name === "all" || categories.includes(name));
	const head = say`**@${name}** in ${releaseName(release)}: ${inside.length} commands, those in bold are dangerous.`;
	return name === "all"
		? say`**@all** in ${releaseName(release)}: all ${inside.length} commands, and those that modules and later releases bring.`
		: say`${head}\n\n${listOf(inside)}`;
}

const ACL_WORDS: Readonly<Record<string, Words>> = {
	on: say`Clients can log in as this user.`,
	off: say`Nobody can log in as this user.`,
	nopass: say`**No password is needed**: every password is accepted.`,
	resetpass: say`Forgets all passwords, and \`nopass\` too.`,
	reset: say`Back to a new user: off, no passwords, no commands, no keys.`,
	clearselectors: say`Forgets all selectors.`,
	allkeys: say`Every key may be read and written. The same as \`~*\`.`,
	resetkeys: say`Forgets all key patterns that stand before it.`,
	allchannels: say`Every Pub/Sub channel may be used. The same as \`&*\`.`,
	resetchannels: say`Forgets all channel patterns that stand before it.`,
	alldbs: say`Commands work on every database.`,
	resetdbs: say`Forgets all databases that stand before it.`,
	"db=": say`Commands work on these databases only: \`db=0,3\`.`,
	"sanitize-payload": say`What this user hands to RESTORE is checked in depth. So it is for every new user.`,
	"skip-sanitize-payload": say`**What this user hands to RESTORE is not checked in depth.** A made-up payload can crash the server or worse.`,
	"#": say`The SHA-256 of a password, 64 hexadecimal digits. Who reads the file cannot log in with it.`,
	">": say`A password in clear text. Who reads the file can log in with it; a quick fix turns it into its SHA-256.`,
	"~": say`Keys that match this pattern may be read and written.`,
	"~*": say`Every key may be read and written.`,
	"%R~": say`Keys that match this pattern may be read: a command that writes to them is refused.`,
	"%W~": say`Keys that match this pattern may be written to: a command that gives back what they hold is refused.`,
	"&": say`Pub/Sub channels that match this pattern may be used.`,
	"&*": say`Every Pub/Sub channel may be used, keyspace notifications of other users' keys included.`,
};
