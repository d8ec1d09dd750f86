// hosts: which links lead to a file.
import { mkdirSync, realpathSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { linksOn } from "../../server/src/hosts/links";
import { createNodeFiles, uriOfPath } from "../../server/src/hosts/nodeFiles";
import { makePrivateFolder } from "../support/privateFolder";

/** Makes folders ("a/"), links ("a -> b") and files, and names the way to `path` in that folder. */
async function trail(things: readonly string[], path: string): Promise<string[]> {
	const folder = realpathSync(makePrivateFolder());
	for (const thing of things) {
		const [name = "", target] = thing.split(" -> ");
		if (target !== undefined) symlinkSync(target.replace("FOLDER", folder), join(folder, name));
		else if (name.endsWith("/")) mkdirSync(join(folder, name));
		else writeFileSync(join(folder, name), "");
	}
	return (await linksOn(join(folder, path))).map((step) => step.replace(`${folder}/`, ""));
}

test.each<[string, readonly string[], string, readonly string[]]>([
	["a file without a link on its way", ["a/", "a/b"], "a/b", []],
	["a file that is not there", ["a/"], "a/b", []],
	["a linked file", ["b", "a -> b"], "a", ["a", "b"]],
	["a linked folder", ["v1/", "v1/x", "v -> v1"], "v/x", ["v", "v1/x"]],
	["a secret of Kubernetes", ["..1/", "..1/x", "..data -> ..1", "x -> ..data/x"], "x", ["x", "..data", "..1/x"]],
	["certbot's links, two folders up", ["archive/", "archive/x1", "live/", "live/x -> ../archive/x1"], "live/x", ["live/x", "archive/x1"]],
	["a link by a whole path", ["a/", "a/x", "b -> FOLDER/a"], "b/x", ["b", "a/x"]],
	["a link that leads nowhere", ["x -> gone/y"], "x", ["x", "gone/y"]],
])("%s", async (_, things, path, expected) => {
	expect(await trail(things, path)).toEqual(expected);
});

test("a link in circles ends", async () => {
	expect((await trail(["a -> b", "b -> a"], "a")).length).toBeLessThan(50);
});

test("an untrusted workspace learns nothing of links that leave it", async () => {
	const folder = realpathSync(makePrivateFolder());
	mkdirSync(join(folder, "inside"));
	writeFileSync(join(folder, "secret"), "");
	symlinkSync("../secret", join(folder, "inside", "x"));
	const files = (only?: string) => createNodeFiles(only === undefined ? {} : { only: [uriOfPath(only)] });
	const uri = uriOfPath(join(folder, "inside", "x"));
	expect(await files(join(folder, "inside")).trail(uri)).toEqual([]);
	expect(await files().trail(uri)).toEqual([uri, uriOfPath(join(folder, "secret"))]);
});

test("the way is told as it is after the change", async () => {
	const folder = realpathSync(makePrivateFolder());
	for (const version of ["1", "2"]) {
		mkdirSync(join(folder, version));
		writeFileSync(join(folder, version, "x"), "");
		symlinkSync(version, join(folder, `to${version}`));
	}
	renameSync(join(folder, "to1"), join(folder, "data"));
	expect((await linksOn(join(folder, "data/x"))).at(-1)).toBe(join(folder, "1/x"));
	renameSync(join(folder, "to2"), join(folder, "data"));
	expect((await linksOn(join(folder, "data/x"))).at(-1)).toBe(join(folder, "2/x"));
});
