// rules: why a file was not read, as the end of a sentence about the file.
import { say, type Words } from "../../base/say";
import type { UnreadableReason } from "../../model/unreadable";

export const UNREADABLE: Readonly<Record<UnreadableReason, Words>> = {
	missing: say`there is none of this name here`,
	denied: say`this account may not read it`,
	"not-a-file": say`it is not an ordinary file`,
	"too-large": say`it is too large, or too many files are included`,
	changed: say`it changed while it was read`,
	unsupported: say`it cannot be reached from here`,
	outside: say`it lies outside the folders that may be read`,
};
