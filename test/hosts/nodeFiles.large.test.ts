// hosts: files that are too much, or grow while they are read.
import { appendFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createNodeFiles, MAX_FILE_SIZE, uriOfPath } from "../../server/src/hosts/nodeFiles";
import { MOST_LINES } from "../../server/src/model/unreadable";
import { makePrivateFolder, removePrivateFolder } from "../support/privateFolder";

let folder: string;
const files = createNodeFiles();
const read = (name: string) => files.read(uriOfPath(join(folder, name)));

beforeAll(() => {
	folder = makePrivateFolder();
	writeFileSync(join(folder, "large"), "");
	truncateSync(join(folder, "large"), MAX_FILE_SIZE + 1);
	writeFileSync(join(folder, "long"), "\n".repeat(MOST_LINES));
});

afterAll(() => removePrivateFolder(folder));

it.each(["large", "long"])("a file that is too %s is not read", async (name) => {
	expect(await read(name)).toEqual({ state: "unreadable", reason: "too-large" });
});

it("a file that grows on and on is given up", async () => {
	const path = join(folder, "growing");
	writeFileSync(path, "x".repeat(3_000_000));
	let going = true;
	const grow = () => {
		if (!going) return;
		appendFileSync(path, "y");
		setImmediate(grow);
	};
	grow();
	const file = await read("growing");
	going = false;
	expect(file).toEqual({ state: "unreadable", reason: "changed" });
});
