// rules: fixes that put a new password in the place of a weak one or of none, and of the same one elsewhere.
import { joined, say } from "../../base/say";
import type { Edit } from "../../base/span";
import { passwordHash } from "../../model/acl/passwords";
import type { AclUser } from "../../model/acl/types";
import { insertBefore, replaceStatement } from "../../model/placement";
import { sentinelOf } from "../../model/sentinel";
import type { ServerModel } from "../../model/server";
import type { Statement } from "../../model/types";
import type { Fix, RuleContext } from "../define";
import { removeStatements, setTo } from "./directiveEdits";
import { appendRules, defaultUserLine, replaceRules } from "./userEdits";
import { isPlaceholder, weaknessOf } from "./weakPasswords";

/**
 * Puts a new random password in the place of a user's rules (by their index), or behind the others where there are none. In redis.conf it goes
 * into a comment and its hash into the user line. An ACL file takes no comments, so there the password itself stands until somebody hashes it.
 */
export function newPasswordFix(
	server: ServerModel,
	user: AclUser,
	tokens: readonly number[],
	context: RuleContext<object>,
	safety: Fix["safety"] = "may-refuse-clients",
): Fix {
	const file = server.snapshot.files.get(user.file);
	const idle = idleRequirepass(server, user);
	const sent = sentPassword(server, user, tokens);
	const also = joined(
		[sent ? say`, in ${sent.name} too` : "", idle.length > 0 ? say`, and delete requirepass, which does nothing` : ""],
		"",
	);
	const replaced = () => withRepetitions(user, tokens);
	const write = (rule: string, password: string): Edit[] => {
		const replacements = new Map(replaced().map((index, at) => [index, at === 0 ? rule : ""]));
		return [
			...(tokens.length === 0 ? appendRules(user, [rule]) : replaceRules(user, replacements)),
			...(sent?.name === "masterauth" ? setTo(server, "masterauth", password) : []),
			...(sent?.name === "sentinel-pass" ? [replaceStatement(sent.statement, [...sent.words, password])] : []),
			...removeStatements(server, idle),
		];
	};
	if (file?.state !== "text" || file.kind === "acl") {
		return {
			title: say`Give ${user.name} a new random password (clear text: note it, then hash it)${also}`,
			safety,
			alone: true,
			edits: () => {
				const password = context.newPassword(user.name);
				return write(`>${password}`, password);
			},
		};
	}
	return {
		title: say`Give ${user.name} the SHA-256 of a new random password (in the comment above)${also}`,
		safety,
		edits: () => {
			const password = context.newPassword(user.name);
			const note = `# New password of ${user.name}: ${password} (hand it to the clients, then delete this line)`;
			return [insertBefore(file.tree, file.uri, user.line, note), ...write(`#${context.sha256(password)}`, password)];
		},
	};
}

/**
 * A `user` line for `default`, which had none, with every right but the ones taken away. It carries the password of requirepass as a hash; where
 * there is none, or one that is easy to guess, a new one is set. Undefined where requirepass waits to be filled in: nobody knows what it will be.
 */
export function describeDefault(server: ServerModel, context: RuleContext<object>, taken: readonly string[]): DefaultLine | undefined {
	const requirepass = server.settings.get("requirepass")?.value ?? "";
	if (isPlaceholder(requirepass)) return undefined;
	// The hash of a password that can be guessed can be guessed as well.
	const isKept = requirepass !== "" && weaknessOf(requirepass, "default") === undefined;
	return {
		password: isKept ? "kept" : requirepass === "" ? "added" : "replaced",
		edits: () => {
			const password = isKept ? requirepass : context.newPassword("default");
			const line = defaultUserLine(server, context.sha256(password), taken);
			return isKept ? line : [...setTo(server, "requirepass", password), ...line];
		},
	};
}

interface DefaultLine {
	/** What becomes of requirepass. */
	readonly password: "kept" | "added" | "replaced";
	edits(): Edit[];
}

/** A line that sends one of these passwords as this user, so that a new one is needed there as well. */
interface SentPassword {
	/** The directive, for people. */
	readonly name: "masterauth" | "sentinel-pass";
	readonly statement: Statement;
	/** The words before the password. */
	readonly words: readonly string[];
}

function sentPassword(server: ServerModel, user: AclUser, tokens: readonly number[]): SentPassword | undefined {
	const sent =
		server.kind === "sentinel" ? sentToSentinels(server, user.name) : server.kind === "config" && sentToPrimary(server, user.name);
	if (!sent) return undefined;
	const hash = passwordHash(sent.statement.words.at(-1)?.value ?? "");
	const isReplaced = user.state.passwords.some((known) => tokens.includes(known.token) && known.hash === hash);
	return isReplaced ? sent : undefined;
}

function sentToPrimary({ settings }: ServerModel, user: string): SentPassword | undefined {
	const setting = settings.get("masterauth");
	const name = settings.get("masteruser")?.value || "default";
	if (!setting?.value || setting.origin.from !== "line" || setting.values.length !== 1 || name !== user) return undefined;
	const { statement } = setting.origin;
	return { name: "masterauth", statement, words: [statement.words[0]?.value ?? "masterauth"] };
}

function sentToSentinels(server: ServerModel, user: string): SentPassword | undefined {
	const { own } = sentinelOf(server);
	const statement = own.get("sentinel-pass");
	if (!statement?.words[2]?.value || (own.get("sentinel-user")?.words[2]?.value || "default") !== user) return undefined;
	return { name: "sentinel-pass", statement, words: statement.words.slice(0, 2).map(({ value }) => value) };
}

/** Rules that say the same as one of these count too: a password that stands there twice is still there without one of them. */
function withRepetitions(user: AclUser, tokens: readonly number[]): number[] {
	const texts = new Set(tokens.map((index) => user.tokens[index]?.text));
	return user.tokens.flatMap(({ text }, index) => (tokens.includes(index) || (/^[>#]/.test(text) && texts.has(text)) ? [index] : []));
}

/** Lines of a requirepass that a line for `default` has made idle: beside a new password they would look like another one. */
function idleRequirepass(server: ServerModel, user: AclUser): readonly Statement[] {
	const isIdle = server.kind === "config" && user.name === "default" && user.source === "line" && server.settings.get("requirepass")?.value;
	return isIdle ? server.settings.list("requirepass") : [];
}
