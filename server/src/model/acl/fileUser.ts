// model/acl: a user on a line. What only an editor asks for (rules with their places) is made when it is asked for.
import type { Place } from "../../base/span";
import type { LineReading } from "./lines";
import type { AclToken, AclUser, UserState } from "./types";

export class FileUser implements AclUser {
	readonly source = "line";

	constructor(
		readonly name: string,
		readonly reading: LineReading,
		readonly file: string,
		readonly line: number,
	) {}

	get state(): UserState {
		return this.reading.state as UserState;
	}

	get tokens(): readonly AclToken[] {
		return this.reading.rules().tokens;
	}

	get nameAt(): Place {
		return { file: this.file, line: this.line, start: this.reading.nameStart ?? 0, end: this.reading.nameEnd ?? 0 };
	}
}
