// model/acl: a user on a line. What only an editor asks for (rules with their places) is made when it is asked for.
import type { Place } from "../../base/span";
import type { LineReading } from "./lines";
import type { AclToken, AclUser, UserState } from "./types";

export class FileUser implements AclUser {
	private known: UserState | undefined;
	declare private manyTokens?: readonly AclToken[];

	constructor(
		readonly name: string,
		readonly reading: LineReading,
		readonly file: string,
		readonly line: number,
	) {}

	get source(): "line" {
		return "line";
	}

	get state(): UserState {
		this.known ??= this.reading.state as UserState;
		return this.known;
	}

	get kind(): object | undefined {
		return this.reading.shape;
	}

	/** The state's, without working out the rest of it. */
	get passwords(): UserState["passwords"] {
		return this.known?.passwords ?? this.reading.passwords ?? this.state.passwords;
	}

	get enabled(): boolean {
		return this.reading.shape?.enabled ?? this.state.enabled;
	}

	/** Those of a line of very many rules are kept: each finding in it asks for them. */
	get tokens(): readonly AclToken[] {
		if (this.manyTokens) return this.manyTokens;
		const { tokens } = this.reading.rules();
		if (tokens.length > MANY) this.manyTokens = tokens;
		return tokens;
	}

	get nameAt(): Place {
		return { file: this.file, line: this.line, start: this.reading.nameStart ?? 0, end: this.reading.nameEnd ?? 0 };
	}
}

/** All passwords of a user. Quicker than to ask its state, where nobody needs the rest of that. */
export function passwordsOf(user: AclUser): UserState["passwords"] {
	return user instanceof FileUser ? user.passwords : user.state.passwords;
}

/** The passwords of a user who is on; none of one who is off. */
export function passwordsInForce(user: AclUser): UserState["passwords"] {
	const isOn = user instanceof FileUser ? user.enabled : user.state.enabled;
	return isOn ? passwordsOf(user) : NO_PASSWORDS;
}

const MANY = 100;
const NO_PASSWORDS: UserState["passwords"] = [];
