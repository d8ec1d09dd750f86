// lsp: the links that lead to files. Kubernetes, for one, hands out new certificates by replacing one link, `..data`, in the folder that all of them go through.
import type { Disk } from "../host";

export class Trails {
	/** Links, and places where they end, to the files that are reached over them. */
	private readonly over = new Map<string, Set<string>>();
	private readonly known = new Map<string, readonly string[]>();

	/** @param onFound called for each link and end of links: now is the time to watch it. */
	constructor(private readonly onFound: (uri: string) => void) {}

	/** Finds out how `uri` is reached, unless that is known. */
	async follow(uri: string, disk: Disk): Promise<void> {
		if (!disk.trail || this.known.has(uri)) return;
		this.known.set(uri, []);
		const steps = (await disk.trail(uri)).filter((step) => step !== uri);
		this.known.set(uri, steps);
		for (const step of steps) {
			const files = this.over.get(step) ?? new Set();
			this.over.set(step, files.add(uri));
			this.onFound(step);
		}
	}

	/** The files that are others now that the link at `uri` leads elsewhere, or what stands there holds something else. */
	filesOver(uri: string): readonly string[] {
		return [...(this.over.get(uri) ?? [])];
	}

	/** What stands at `uri`, or the way to it, is another. */
	changed(uri: string): void {
		for (const step of this.known.get(uri) ?? []) this.over.get(step)?.delete(uri);
		this.known.delete(uri);
	}

	forgetAll(): void {
		this.over.clear();
		this.known.clear();
	}
}
