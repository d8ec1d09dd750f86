// rules: what makes a password easy to guess, and the fixes that put a new one in its place. Opinions that several rules share.
import { joined, say, type Words } from "../base/say";
import type { Edit } from "../base/span";
import { HashSet, passwordHash } from "../model/acl/passwords";
import type { AclUser } from "../model/acl/types";
import { insertBefore, replaceStatement } from "../model/placement";
import { sentinelOf } from "../model/sentinel";
import type { ServerModel } from "../model/server";
import type { Statement } from "../model/types";
import type { Fix, RuleContext } from "./define";
import { appendRules, defaultUserLine, replaceRules, setRequirepass } from "./edits";
import { removeStatements, setTo } from "./lines";

/** Words that stand in documentation, in blog posts and at the top of every list of leaked passwords. */
const COMMON = new Set(
	(
		"123456 12345678 123456789 1234567890 111111 000000 password passw0rd p@ssw0rd p@ssword pass pass123 password1 password123 qwerty qwerty123 abc123 " +
		"admin admin123 administrator root toor user test test123 testing guest default secret mysecret supersecret topsecret changeme change_me changethis " +
		"letmein welcome welcome1 login master monkey dragon iloveyou redis redis123 redispass redispassword redis-password myredis valkey foobared foobar " +
		"foo bar cache database production staging development dev prod local localhost example mypassword my-password yourpassword your_password " +
		"your-password yourstrongpassword strongpassword strong_password strong-password yourpasswordhere your_password_here securepassword secure_password " +
		"complexpassword verystrongpassword a-very-complex-password-here"
	).split(" "),
);

/** Shorter ones can be tried out: a Redis server answers hundreds of thousands of AUTH commands a second. */
const MIN_LENGTH = 16;

/**
 * Words of which examples are made: "your_strong_redis_password". No word is two others put together, so that there is one way to read a text.
 * A password of nothing else is weak if it also names itself (`NAMED`).
 */
const EXAMPLE = new RegExp(
	`^(?:${(
		"your my our the this is super very strong secure safe long complex random real new change me here redis valkey sentinel master slave replica " +
		"primary db database cache app user admin root test dev prod production staging local example sample default placeholder password passwd pass " +
		"pwd secret key auth please set use insert enter replace with something at least chars characters for"
	)
		.split(" ")
		.join("|")}|[\\d_.,:!@#$%*+ -])+$`,
	"i",
);
const NAMED = /pass|pwd|secret|change|replace|placeholder/i;

/** Texts that say themselves that they are to be replaced, whatever stands around them. */
const TO_REPLACE = /placeholder|change[-_ ]?(?:me|this|it)\b|replace[-_ ]?(?:me|this|with)|^your[-_ ]|[-_ ]here$/i;

/** Longer texts are not examples. */
const MAX_EXAMPLE = 80;

/** Longer passwords are in no list, and nobody finds them by trying. */
const MAX_WEAK = 500;

/** What makes a password weak. */
export interface Weakness {
	/** The end of a sentence; the password itself is never part of it. */
	readonly reason: Words;
	/** Found in the first minutes. The others take long, and somebody who is patient. */
	readonly guessable: boolean;
}

/** Why a password is easy to guess, as the end of a sentence; undefined where it is not. The password itself is never part of it. */
export function weakness(password: string, user = ""): Words | undefined {
	return weaknessOf(password, user)?.reason;
}

/** Undefined for a password that is not weak. `user`: the name that it belongs to. */
export function weaknessOf(password: string, user = ""): Weakness | undefined {
	if (password.length > MAX_WEAK)
		return hasFewCharacters(password) ? { reason: say`it repeats a few characters`, guessable: true } : undefined;
	const lower = password.toLowerCase();
	const letters = lower.replace(/[^a-z]/g, "");
	const isCommon = COMMON.has(lower) || COMMON.has(lower.replace(/[0-9!@#$.]+$/, "")) || (letters.length > 3 && COMMON.has(letters));
	if (isCommon) return { reason: say`it is one that everybody tries first`, guessable: true };
	if (isExample(password)) return { reason: say`it is the text of an example`, guessable: true };
	if (letters !== "" && letters === user.toLowerCase().replace(/[^a-z]/g, ""))
		return { reason: say`it is the user's own name`, guessable: true };
	if (password.length >= 8 && hasFewCharacters(lower)) return { reason: say`it repeats a few characters`, guessable: true };
	if (password.length < MIN_LENGTH) return { reason: say`it has fewer than ${MIN_LENGTH} characters`, guessable: password.length < 8 };
	return undefined;
}

/** Stops at the sixth, so that a text of megabytes takes no time. */
function hasFewCharacters(text: string): boolean {
	const seen = new Set<number>();
	let last = -1;
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i);
		if (code === last) continue;
		last = code;
		if (seen.add(code).size === FEW) return false;
	}
	return true;
}

const FEW = 6;

function isExample(password: string): boolean {
	return TO_REPLACE.test(password) || (password.length <= MAX_EXAMPLE && NAMED.test(password) && EXAMPLE.test(password));
}

/** A text that was meant to be filled in before the server reads it: `${PASSWORD}`, `{{ password }}`, `$(cat file)`, `<password>`. */
export function isPlaceholder(text: string): boolean {
	return text.length <= MAX_PLACEHOLDER && PLACEHOLDERS.some((pattern) => pattern.test(text));
}

/** No template writes longer ones, and the patterns take long for very long texts. */
const MAX_PLACEHOLDER = 1000;

const PLACEHOLDERS = [
	/[$#]\{[^}]*\}/,
	/\$\([^)]*\)/,
	/\{\{.*\}\}/,
	/<%.*%>/,
	/^<[\w\s.-]+>$/,
	/^\[[a-z_ -]*(?:password|secret|pass)[a-z_ -]*\]$/i,
	/^\$[A-Za-z_][A-Za-z0-9_]*$/,
	/^%[A-Za-z_][A-Za-z0-9_]*%$/,
	/^@[A-Z_][A-Z0-9_]*@$/,
	/^__[A-Za-z0-9_]+__$/,
];

const commonHashes = new WeakMap<RuleContext<never>["sha256"], HashSet>();

/** The SHA-256 of each password that everybody tries first. They are made once. */
export function hashesOfCommon({ sha256 }: Pick<RuleContext<never>, "sha256">): HashSet {
	let known = commonHashes.get(sha256);
	if (known === undefined) {
		known = new HashSet(Array.from(COMMON, sha256));
		commonHashes.set(sha256, known);
	}
	return known;
}

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
			return isKept ? line : [...setRequirepass(server, password), ...line];
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
