// base: addresses of files. Every address inside the program has gone through here, so that equal files have equal addresses.

/** The address in its one form: percent-encoding as VS Code writes it, no "." or ".." segments, no slash at the end. */
export function normalizeUri(uri: string): string {
	const { prefix, path } = splitUri(uri);
	return prefix + encodePath(joinSegments(path));
}

/** The address that `path`, as written in a configuration, means from a folder: absolute, or relative to it. */
export function resolveUri(directory: string, path: string): string {
	const base = splitUri(directory);
	return base.prefix + encodePath(joinSegments(path.startsWith("/") ? path : `${base.path}/${path}`));
}

/** The decoded path of an address: "/etc/redis/redis.conf". */
export function pathOfUri(uri: string): string {
	return joinSegments(splitUri(uri).path);
}

/** The last part of the path, decoded. */
export function nameOfUri(uri: string): string {
	const path = pathOfUri(uri);
	return path.slice(path.lastIndexOf("/") + 1);
}

/** True where `uri` is the folder or lies somewhere in it. */
export function isInside(uri: string, folder: string): boolean {
	const inner = normalizeUri(uri);
	const outer = normalizeUri(folder);
	return inner === outer || inner.startsWith(outer.endsWith("/") ? outer : `${outer}/`);
}

function splitUri(uri: string): { prefix: string; path: string } {
	const match = /^([a-z][a-z0-9+.-]*:)(\/\/[^/?#]*)?([^?#]*)/i.exec(uri);
	if (!match) return { prefix: "file://", path: uri };
	return { prefix: `${(match[1] as string).toLowerCase()}${match[2] ?? ""}`, path: decode(match[3] as string) };
}

function joinSegments(path: string): string {
	const segments: string[] = [];
	for (const segment of path.split("/")) {
		if (segment === "..") segments.pop();
		else if (segment !== "" && segment !== ".") segments.push(segment);
	}
	return (path.startsWith("/") ? "/" : "") + segments.join("/");
}

function encodePath(path: string): string {
	return PLAIN.test(path) ? path : path.split("/").map(encodeSegment).join("/");
}

/** Nothing in it is encoded. */
const PLAIN = /^[\w.~/-]*$/;

function encodeSegment(segment: string): string {
	return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, "\uFFFD")).replace(
		/[!'()*]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** Text with a stray "%" is taken as it is. */
function decode(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}
