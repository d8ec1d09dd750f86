// model/acl: who besides `default` there is.
import { expect, test } from "vitest";
import { othersOn, othersWhoLogIn } from "../../../server/src/model/acl/logins";
import { censusOf } from "./support";

test.each([
	["nobody", "", "", ""],
	["default alone", "user default on nopass", "", ""],
	["a user with a password", "user a on >x", "a", "a"],
	["a user with a hash", `user a on #${"0".repeat(64)}`, "a", "a"],
	["a user who needs none", "user a on nopass", "a", "a"],
	["a user without a password", "user a on", "a", ""],
	["a password that was taken back", "user a on >x <x", "a", ""],
	["a user who is off", "user a off >x", "", ""],
	["a user who was never turned on", "user a >x", "", ""],
	["a user who is turned on later", "user a off >x on", "a", "a"],
	["in the order of the lines", "user b on >x\nuser default on >x\nuser a on\nuser c on nopass", "b a c", "b c"],
	["users of one kind below a line that is no user's", "x\nuser a on >x +get\nuser b on >y +get", "a b", "a b"],
	["users of one kind below a line that is refused", "user c on >x +nosuch\nuser a on >x +get\nuser b on >y +get", "c a b", "c a b"],
	["a user with the name of default in other letters", "user Default on >x", "Default", "Default"],
])("%s", (_, text, on, loggingIn) => {
	const census = censusOf(text);
	const names = (users: ReturnType<typeof othersOn>) => Array.from(users, ({ name }) => name).join(" ");
	expect([names(othersOn(census)), names(othersWhoLogIn(census))]).toEqual([on, loggingIn]);
	expect(othersOn(census).length).toBe(on === "" ? 0 : on.split(" ").length);
});

test("nobody where the users are not known", () => {
	expect([othersOn(undefined).length, othersWhoLogIn(undefined).length]).toEqual([0, 0]);
});
