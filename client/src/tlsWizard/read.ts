// client/tlsWizard: what a person types, read into answers. Whether the values can work is the server's to say.

/** Names and addresses, separated by spaces or commas; each once. */
export function readHosts(text: string): string[] {
	return [...new Set(text.split(/[\s,;]+/).filter((host) => host !== ""))].map((host) => host.replace(/^\[(.*)\]$/, "$1"));
}

/** Digits alone are a number; anything else is one that no check lets pass. */
export function readNumber(text: string): number {
	return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : -1;
}

/** "host", "host:port", "[fd00::1]:port", or "host port" as in redis.conf. */
export function readAddress(text: string, port: number): { host: string; port: number } {
	const words = text.trim().split(/\s+/);
	if (words.length === 2) return { host: bare(words[0] as string), port: readNumber(words[1] as string) };
	const whole = text.trim();
	const match = /^(\[[^\]]*\]|[^:]*):([^:]*)$/.exec(whole);
	return match ? { host: bare(match[1] as string), port: readNumber(match[2] as string) } : { host: bare(whole), port };
}

export function writeAddress({ host, port }: { readonly host: string; readonly port: number }): string {
	return `${host.includes(":") ? `[${host}]` : host}:${port}`;
}

function bare(host: string): string {
	return host.replace(/^\[(.*)\]$/, "$1");
}
