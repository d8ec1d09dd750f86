// generate/acl: files before and after a conversion, and whether their users are the same.
import { expect } from "vitest";
import { applyEdits } from "../../../server/src/base/edits";
import { aclFileTarget, type Conversion, usersToAclFile } from "../../../server/src/generate/acl/convertUsers";
import { isSameUser } from "../../../server/src/model/acl/effects";
import type { ServerModel } from "../../../server/src/model/server";
import { uriOf } from "../../support/memoryFiles";
import { openFiles } from "../../support/rules";

/** Files by name. */
export type Texts = Readonly<Record<string, string>>;

export async function serverOf(texts: Texts, server = "redis-7.4"): Promise<ServerModel> {
	const view = await openFiles(texts, { server });
	const [model] = view.servers;
	if (!model) throw new Error("not opened");
	return model;
}

/** The files as a conversion leaves them. */
export function applied(texts: Texts, conversion: Conversion): Record<string, string> {
	if ("fault" in conversion) throw new Error(conversion.fault);
	const names = new Set([...Object.keys(texts), ...conversion.edits.map(({ file }) => file.slice(uriOf("").length + 1))]);
	const own = (name: string) => conversion.edits.filter(({ file }) => file === uriOf(name));
	return Object.fromEntries([...names].map((name) => [name, applyEdits(texts[name] ?? "", own(name))]));
}

/** The users of `server` as they would go to an ACL file. */
export const toFile = (server: ServerModel) => usersToAclFile(server, aclFileTarget(server, "users.acl"));

export async function expectSameUsers(before: ServerModel, texts: Texts, server?: string): Promise<void> {
	const after = await serverOf(texts, server);
	const names = (model: ServerModel) => model.acl.users?.map(({ name }) => name).toSorted();
	expect(names(after)).toEqual(names(before));
	for (const user of before.acl.users ?? []) {
		const same = after.acl.users?.find(({ name }) => name === user.name);
		expect({ user: user.name, same: same && isSameUser(same.state, user.state) }).toEqual({ user: user.name, same: true });
	}
}
