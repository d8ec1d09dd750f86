// rules: what makes a password easy to guess. Opinions that several rules share.
import { say, type Words } from "../../base/say";
import { HashSet } from "../../model/acl/passwords";
import type { RuleContext } from "../define";

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
