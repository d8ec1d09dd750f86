// model/acl: a user's rules, one after the other, as the server applies them to a new user.
import { asciiLower, ownCopy } from "../../base/utf8";
import type { Commands } from "../../knowledge/types";
import { CommandRules } from "./commandRules";
import { type AclDialect, dialectOf } from "./dialect";
import type { AclError } from "./errors";
import { type Fault, RuleError } from "./errors";
import { LineShapes } from "./lineShape";
import { applyPassword } from "./passwords";
import { type Ground, PermissionsBuilder } from "./permissions";
import { isSelector, selectorRules } from "./tokens";
import type { AclWorld, Permissions, UserState } from "./types";

export interface AclEvaluator {
	readonly world: AclWorld;
	readonly dialect: AclDialect;
	/** The tables of the release and the steps known so far. */
	readonly rules: CommandRules;
	/** Of the lines read so far. */
	readonly shapes: LineShapes;
	/**
	 * A user after these rules, selectors merged (`rulesOfWords` and its like). A rule that is refused gives an error and changes nothing,
	 * and the rules after it still count, as in an ACL file. What equal rules have in common is worked out once.
	 */
	evaluate(tokens: readonly string[]): UserState;
}

/** Worlds that are equal have the same evaluator, so that what was worked out for one version of a file is there for the next. */
export function createAclEvaluator(world: AclWorld): AclEvaluator {
	let known = evaluators.get(world.commands);
	if (known === undefined) {
		known = new Map();
		evaluators.set(world.commands, known);
	}
	const key = JSON.stringify([world.release, world.channelsByDefault, ...world.renamed]);
	const old = known.get(key);
	if (old) return old;
	const evaluator = makeEvaluator(world);
	if (known.size >= MOST_EVALUATORS) known.delete(known.keys().next().value as string);
	known.set(key, evaluator);
	return evaluator;
}

const evaluators = new WeakMap<Commands, Map<string, AclEvaluator>>();
const MOST_EVALUATORS = 8;

function makeEvaluator(world: AclWorld): AclEvaluator {
	const dialect = dialectOf(world.release ?? world.commands.release);
	const newNames = new Set<string>();
	for (const name of world.renamed.values()) if (name !== null) newNames.add(asciiLower(name));
	const rules = new CommandRules(world.commands, dialect, newNames);
	const ground: Ground = { dialect, rules, channelsByDefault: !dialect.channels || world.channelsByDefault === "all" };
	const selectors = new SelectorMemo(ground);
	const evaluate = (tokens: readonly string[]) => new UserBuilder(ground, selectors).run(tokens);
	return { world, dialect, rules, shapes: new LineShapes(dialect, evaluate), evaluate };
}

class UserBuilder {
	private enabled = false;
	private nopass = false;
	private payload: UserState["payload"];
	private passwords: UserState["passwords"][number][] = [];
	private selectors: Permissions[] = [];
	private readonly root: PermissionsBuilder;

	constructor(
		private readonly ground: Ground,
		private readonly memo: SelectorMemo,
	) {
		this.root = new PermissionsBuilder(ground);
	}

	run(tokens: readonly string[]): UserState {
		let errors: AclError[] = NO_ERRORS;
		for (let token = 0; token < tokens.length; token++) {
			const fault = this.apply(tokens[token] as string, token);
			if (fault === undefined) continue;
			if (errors.length === 0) errors = [];
			errors.push(new RuleError(fault, this.ground.dialect, token));
		}
		return {
			enabled: this.enabled,
			nopass: this.nopass,
			passwords: this.passwords,
			sanitizePayload: this.payload !== "skip" || this.ground.dialect.payloadAlwaysChecked,
			payload: this.payload,
			root: this.root.finish(),
			selectors: this.selectors,
			errors,
		};
	}

	private apply(rule: string, token: number): Fault | undefined {
		switch (rule[0]) {
			case undefined:
				return undefined;
			case "+":
			case "-":
			case "~":
			case "%":
			case "&":
				return this.root.apply(rule, token);
			case ">":
			case "#":
			case "<":
			case "!":
				return this.password(rule, token);
			case "(":
				return this.selector(rule, token);
			default:
				return this.word(rule, token);
		}
	}

	private password(rule: string, token: number): Fault | undefined {
		const passwords = applyPassword(this.passwords, rule, token);
		if ("code" in passwords) return passwords;
		this.passwords = passwords;
		if (rule[0] === ">" || rule[0] === "#") this.nopass = false;
		return undefined;
	}

	private selector(rule: string, token: number): Fault | undefined {
		if (!this.ground.dialect.selectors) return { code: "bad-selector" };
		if (!isSelector(rule)) return { code: "unmatched-parenthesis" };
		const made = this.memo.get(rule);
		if ("code" in made) return made;
		this.selectors.push({ ...made, token });
		return undefined;
	}

	private word(rule: string, token: number): Fault | undefined {
		const { payload, selectors } = this.ground.dialect;
		switch (asciiLower(rule)) {
			case "on":
				this.enabled = true;
				return undefined;
			case "off":
				this.enabled = false;
				return undefined;
			case "nopass":
				this.nopass = true;
				this.passwords = [];
				return undefined;
			case "resetpass":
				this.nopass = false;
				this.passwords = [];
				return undefined;
			case "reset":
				this.reset(token);
				return undefined;
			case "sanitize-payload":
			case "skip-sanitize-payload":
				if (!payload) return { code: "unknown-rule" };
				this.payload = asciiLower(rule) === "sanitize-payload" ? "sanitize" : "skip";
				return undefined;
			case "clearselectors":
				if (!selectors) return { code: "unknown-rule" };
				this.selectors = [];
				return undefined;
			default:
				return this.root.apply(rule, token);
		}
	}

	private reset(token: number): void {
		this.enabled = false;
		this.nopass = false;
		this.passwords = [];
		this.selectors = [];
		if (this.ground.dialect.payload) this.payload = "sanitize";
		this.root.reset(token);
	}
}

/** Selectors by their text. */
class SelectorMemo {
	private readonly known = new Map<string, Permissions | Fault>();

	constructor(private readonly ground: Ground) {}

	get(text: string): Permissions | Fault {
		let made = this.known.get(text);
		if (made === undefined) {
			made = this.make(text);
			if (this.known.size >= MOST_SELECTORS) this.known.clear();
			this.known.set(ownCopy(text), made);
		}
		return made;
	}

	/** One bad rule, and the selector is not made at all. */
	private make(text: string): Permissions | Fault {
		const permissions = new PermissionsBuilder(this.ground);
		for (const [inner, rule] of selectorRules(text, this.ground.dialect).entries()) {
			const fault = permissions.apply(rule.text, inner);
			if (fault) return { ...fault, code: isForUsersOnly(rule.text) ? "bad-selector" : fault.code, inner };
		}
		return permissions.finish();
	}
}

function isForUsersOnly(rule: string): boolean {
	return /^(?:[<>#!(]|(?:on|off|nopass|resetpass|reset|clearselectors|(?:skip-)?sanitize-payload)$)/i.test(rule);
}

const NO_ERRORS: AclError[] = [];
const MOST_SELECTORS = 20_000;
