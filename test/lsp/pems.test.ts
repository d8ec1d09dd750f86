// lsp: certificates and keys that are remembered between edits.
import { expect, it } from "vitest";
import { RememberedPems } from "../../server/src/lsp/files/pems";
import type { PemFile } from "../../server/src/model/tls/pem";

const MISSING: PemFile = { state: "unreadable", reason: "missing" };

function counted() {
	const reads: string[] = [];
	const pems = new RememberedPems(() => undefined);
	const of = (uri: string, phrase?: string) =>
		pems.of(uri, phrase, async () => {
			reads.push(phrase ?? uri);
			return MISSING;
		});
	return { pems, of, reads };
}

it("whoever asks while a file is read for the first time waits for that", async () => {
	const { of, reads } = counted();
	expect(await Promise.all([of("file:///a.pem"), of("file:///a.pem"), of("file:///b.pem")])).toEqual([MISSING, MISSING, MISSING]);
	expect(reads).toEqual(["file:///a.pem", "file:///b.pem"]);
});

it("a file that changes while it is read is read again", async () => {
	const { pems, of, reads } = counted();
	const first = of("file:///a.pem");
	pems.changed("file:///a.pem");
	await Promise.all([first, of("file:///a.pem")]);
	expect(reads).toHaveLength(2);
});

it("of the pass phrases that somebody types, only the last ones are remembered", async () => {
	const { of, reads } = counted();
	const typed = ["p", "pa", "pas", "pass", "passw", "passwo"];
	for (const phrase of typed) await of("file:///key.pem", phrase);
	expect(reads).toEqual(typed);
	await of("file:///key.pem", "p");
	expect(reads).toEqual([...typed, "p"]);
});
