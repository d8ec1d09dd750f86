// support: files as people have them: the examples, the blocks of the rules' pages, and what a distribution installs where it is there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { fileURLToPath } from "node:url";

export interface RealFiles {
	/** Where they are from. */
	readonly name: string;
	/** By name; the first is the root. */
	readonly files: Readonly<Record<string, string>>;
}

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export function realFiles(): RealFiles[] {
	return [...pageBlocks(), ...exampleFolders(), ...postedFiles(), ...installed()];
}

/** Files of the kinds that people post: for containers, charts, roles, caches, clusters, Sentinels. Each stands alone. */
export function postedFiles(): RealFiles[] {
	return filesBelow(`${ROOT}/test/support/posted`, /\.(?:conf|acl|j2)$/).map((path) => ({
		name: path.slice(ROOT.length),
		files: { [basename(path)]: readFileSync(path, "utf8") },
	}));
}

/** Every block of every rule's page, by itself. */
export function pageBlocks(): RealFiles[] {
	const folder = `${ROOT}/server/src/rules`;
	const names: Readonly<Record<string, string>> = {
		"redis-conf": "redis.conf",
		"redis-acl": "users.acl",
		"sentinel-conf": "sentinel.conf",
	};
	return filesBelow(folder, /\.md$/).flatMap((page) =>
		[...readFileSync(page, "utf8").matchAll(/^```(redis-conf|redis-acl|sentinel-conf)[^\n]*\n([\s\S]*?)^```$/gm)].map(
			([, language = "", text = ""], index): RealFiles => ({
				name: `${basename(page)} ${index + 1}`,
				files: { [names[language] as string]: text },
			}),
		),
	);
}

/** Each configuration under `examples/`, with its ACL file. */
export function exampleFolders(): RealFiles[] {
	return filesBelow(`${ROOT}/examples`, /(redis|sentinel)[^/]*\.conf$/).map((path) => {
		const files: Record<string, string> = { [basename(path)]: readFileSync(path, "utf8") };
		const acl = `${dirname(path)}/users.acl`;
		if (existsSync(acl) && path.endsWith("redis.conf")) files["users.acl"] = readFileSync(acl, "utf8");
		return { name: path.slice(ROOT.length), files };
	});
}

/** The files that Debian and others install, where they are there and may be read. */
function installed(): RealFiles[] {
	return ["/etc/redis/redis.conf", "/etc/redis/sentinel.conf", "/etc/redis.conf", "/etc/valkey/valkey.conf"].flatMap((path) => {
		try {
			return [{ name: path, files: { [basename(path)]: readFileSync(path, "utf8") } }];
		} catch {
			return [];
		}
	});
}

function filesBelow(folder: string, pattern: RegExp): string[] {
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.map((name) => `${folder}/${name}`)
		.filter((path) => pattern.test(path))
		.sort();
}
