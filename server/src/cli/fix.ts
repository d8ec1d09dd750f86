// cli: takes the fixes of a run over all its roots, and writes what changed.
import { randomBytes } from "node:crypto";
import {
	accessSync,
	closeSync,
	constants,
	fchmodSync,
	fchownSync,
	fsyncSync,
	ftruncateSync,
	openSync,
	readFileSync,
	realpathSync,
	renameSync,
	type Stats,
	statSync,
	unlinkSync,
	writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { toEnd } from "../base/steps";
import { encode, pathOfFileUri } from "../hosts/nodeFiles";
import { fixAll, MAX_PASSES, uncoverAll } from "../lint/fixAll";
import type { ServerModel } from "../model/server";
import type { Snapshot } from "../model/types";
import type { Safety } from "../rules/define";
import type { View } from "../service/view";
import type { RunFiles } from "./files";
import type { OpenedFile } from "./judge";

export interface Fixed {
	/** The files as they are after the fixes, which `files` holds now. */
	readonly opened: readonly OpenedFile[];
	/** New texts by address. */
	readonly texts: ReadonlyMap<string, string>;
	readonly count: number;
}

/**
 * Takes fixes root by root until no root has any left. Only files of the run are changed.
 * @param open opens all files anew.
 */
export async function fixTargets(
	first: readonly OpenedFile[],
	open: () => Promise<OpenedFile[]>,
	files: RunFiles,
	safety: Safety,
	seed: string,
): Promise<Fixed> {
	const texts = new Map<string, string>();
	const writable = new Set(
		first.filter(({ target }) => target.kind !== null && target.unreadable === undefined).map(({ target }) => target.uri),
	);
	const options = { safety, writable: (file: string) => writable.has(file) };
	let opened = first;
	let count = 0;
	const take = (file: string, text: string) => {
		texts.set(file, text);
		files.set(file, text);
	};
	/** Lines that hid an include come first: what it leads to belongs to everything else that is fixed. */
	const uncover = async () => {
		for (let round = 0; round < MAX_PASSES; round++) {
			let fixed = 0;
			for (const { server, view } of rootsOf(opened).filter(({ server: { kind } }) => kind !== "acl")) {
				const result = toEnd(uncoverAll(server, toEnd(view.lint(server, seed)), options));
				fixed += result.fixed;
				for (const [file, text] of result.texts) take(file, text);
			}
			if (fixed === 0) return;
			count += fixed;
			opened = await open();
		}
	};
	await uncover();
	let waiting = rootsOf(opened);
	for (let round = 0; round < MAX_PASSES && waiting.length > 0; round++) {
		const changedBy = new Map<string, string>();
		const known = new Map<string, Snapshot>();
		for (const { uri, server, view } of waiting) {
			// What another root has changed in this round is not in this model yet.
			if (isTouched(server, changedBy, uri)) continue;
			const result = toEnd(fixAll(server, (model) => view.lint(model, seed), options));
			count += result.fixed;
			known.set(uri, result.server.snapshot);
			for (const [file, text] of result.texts) {
				changedBy.set(file, uri);
				take(file, text);
			}
		}
		if (changedBy.size === 0) break;
		opened = await open();
		waiting = rootsOf(opened).filter(
			({ uri, server }) => isTouched(server, changedBy, uri) || leadsElsewhere(server.snapshot, known.get(uri)),
		);
	}
	return { opened, texts, count };
}

interface Root {
	readonly uri: string;
	readonly view: View;
	readonly server: ServerModel;
}

function rootsOf(opened: readonly OpenedFile[]): Root[] {
	return opened.flatMap(({ target, view }) => {
		const [server] = view.servers;
		return server && target.kind !== null && view.includedBy.length === 0 ? [{ uri: target.uri, view, server }] : [];
	});
}

/** Whether another root than `root` has changed a file that it leads to. */
function isTouched(server: ServerModel, changedBy: ReadonlyMap<string, string>, root: string): boolean {
	return [...changedBy].some(([file, by]) => by !== root && server.snapshot.files.has(file));
}

/** Whether a fix has uncovered or removed an include, so that the fixes were taken without all that is read now. */
function leadsElsewhere({ files }: Snapshot, known: Snapshot | undefined): boolean {
	return known !== undefined && (files.size !== known.files.size || [...files.keys()].some((uri) => !known.files.has(uri)));
}

/** Somebody changed the file since it was read. */
export class ChangedMeanwhile extends Error {}

/**
 * Writes the text of a file in one step, or not at all; through a link, the file that it leads to. Keeps mode and owner.
 * @throws Error where it cannot be written; nothing is left behind.
 */
export async function writeText(uri: string, text: string, files: RunFiles): Promise<void> {
	const before = await files.original(uri);
	const path = pathOfFileUri(uri);
	if (before.state !== "text" || path === undefined) throw new Error("it was not read from a file");
	const latin1 = before.latin1 ?? false;
	const real = realpathSync(path);
	accessSync(real, constants.W_OK);
	if (!readFileSync(real).equals(encode(before.text, latin1))) throw new ChangedMeanwhile();
	const bytes = encode(text, latin1);
	const status = statSync(real);
	// A second name of the file would go on showing the old text if this one were replaced.
	if (status.nlink > 1 || !replace(real, bytes, status)) overwrite(real, bytes);
}

/** False where the folder or the owner does not allow it. */
function replace(path: string, bytes: Buffer, status: Stats): boolean {
	const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
	let descriptor: number;
	try {
		descriptor = openSync(temporary, "wx", 0o600);
	} catch {
		return false;
	}
	try {
		try {
			writeAll(descriptor, bytes);
			fchownSync(descriptor, status.uid, status.gid);
			fchmodSync(descriptor, status.mode & 0o7777);
			fsyncSync(descriptor);
		} finally {
			closeSync(descriptor);
		}
		renameSync(temporary, path);
		return true;
	} catch (error) {
		unlinkSync(temporary);
		if (["EPERM", "EACCES", "EBUSY", "EXDEV"].includes((error as NodeJS.ErrnoException).code ?? "")) return false;
		throw error;
	}
}

function overwrite(path: string, bytes: Buffer): void {
	const descriptor = openSync(path, "r+");
	try {
		writeAll(descriptor, bytes);
		ftruncateSync(descriptor, bytes.length);
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

function writeAll(descriptor: number, bytes: Buffer): void {
	for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at, bytes.length - at, at);
}
