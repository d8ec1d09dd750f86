// lsp: of a document that changes while it is read, only the newest version is read to its end.
import { expect, it } from "vitest";
import { Views } from "../../server/src/lsp/documents/documents";
import { Abandoned } from "../../server/src/lsp/schedule";
import type { View } from "../../server/src/service/view";

/** Views of versions, each made when the test says so. */
function openings() {
	const begun: number[] = [];
	const given: number[] = [];
	let version = 1;
	let finish: () => void = () => undefined;
	const views = new Views(
		async (_uri, _previous, isStale) => {
			const own = version;
			begun.push(own);
			await new Promise<void>((resolve) => {
				finish = resolve;
			});
			if (isStale()) {
				given.push(own);
				throw new Abandoned();
			}
			return { version: own } as unknown as View;
		},
		() => version,
	);
	return { begun, given, views, edit: () => version++, finish: () => finish() };
}

it("whoever waits for an older version is given the newer one", async () => {
	const { begun, edit, finish, given, views } = openings();
	const asked = views.of("file:///redis.conf");
	edit();
	finish();
	await expect.poll(() => begun).toEqual([1, 2]);
	finish();
	expect(await asked).toMatchObject({ version: 2, view: { version: 2 } });
	expect(given).toEqual([1]);
});

it("work that stops for another reason is told of", async () => {
	const views = new Views(
		async () => {
			throw new Abandoned();
		},
		() => 1,
	);
	await expect(views.of("file:///redis.conf")).rejects.toBeInstanceOf(Abandoned);
});
