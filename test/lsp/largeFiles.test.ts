// lsp: a workspace may hold more large files than fit into memory: few of their texts are kept, and changes of all are noticed.
import { expect, it } from "vitest";
import { WorkspaceFiles } from "../../server/src/lsp/files/files";
import type { FileText } from "../../server/src/model/types";

function filesOf(textOf: (uri: string) => string) {
	const reads: string[] = [];
	const disk = {
		read: async (uri: string): Promise<FileText> => {
			reads.push(uri);
			return { state: "text", text: textOf(uri) };
		},
		glob: async () => [],
		list: async () => [],
		resolve: (_: string, path: string) => path,
	};
	const quiet = () => undefined;
	const workspace = { diskFor: () => disk, isAllowed: () => true };
	return { reads, files: new WorkspaceFiles({ openText: quiet, workspace, onRead: quiet, onGlob: quiet, onPem: quiet }) };
}

const NAMES = ["a", "b", "c", "d"].map((name) => `file:///w/${name}.conf`);

it.each([
	["large", 60 * 1024 * 1024, [0, 1, 2, 3, 0, 1]],
	["small", 1000, [0, 1, 2, 3]],
])("%s texts", async (_, length, expected) => {
	const { files, reads } = filesOf(() => "x".repeat(length));
	for (const uri of NAMES) await files.read(uri);
	for (const number of [3, 2, 0, 1]) await files.read(NAMES[number] as string);
	expect(reads).toEqual(expected.map((number) => NAMES[number]));
	for (const uri of NAMES) expect(files.isKnown(uri)).toBe(true);
	expect(files.below("file:///w").sort()).toEqual(NAMES);
});
