// model/verdict: addresses of the internet as the C library reads them.

/** inet_pton for IPv4: four decimal parts without leading zeros. */
export function isIPv4(text: string): boolean {
	const parts = text.split(".");
	return parts.length === 4 && parts.every((part) => /^(?:0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255);
}

/** inet_pton for IPv6: up to eight groups, one gap, an IPv4 address in place of the last two. */
export function isIPv6(text: string): boolean {
	const halves = text.split("::");
	if (halves.length > 2) return false;
	const [head = "", tail] = halves;
	const before = countGroups(head, tail === undefined);
	const after = tail === undefined ? 0 : countGroups(tail, true);
	if (before === undefined || after === undefined) return false;
	return tail === undefined ? before === 8 : before + after <= 7;
}

/** The groups of `text`, an IPv4 address counting for two; undefined where one cannot be read. */
function countGroups(text: string, mayEndInIPv4: boolean): number | undefined {
	if (text === "") return 0;
	const groups = text.split(":");
	let count = 0;
	for (const [index, group] of groups.entries()) {
		if (/^[0-9a-fA-F]{1,4}$/.test(group)) count += 1;
		else if (mayEndInIPv4 && index === groups.length - 1 && isIPv4(group)) count += 2;
		else return undefined;
	}
	return count;
}

/** What getaddrinfo takes without asking anybody: dotted IPv4 with fewer parts or in octal and hexadecimal too, IPv6 with a scope. */
export function isNumericHost(text: string): boolean {
	if (isLooseIPv4(text)) return true;
	const [address = "", scope] = text.split("%", 2);
	return isIPv6(address) && scope !== "";
}

function isLooseIPv4(text: string): boolean {
	const parts = text.split(".");
	if (parts.length > 4) return false;
	const last = 256 ** (5 - parts.length) - 1;
	return parts.every((part, index) => {
		if (!/^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.test(part)) return false;
		const value = /^0[0-7]+$/.test(part) ? Number.parseInt(part, 8) : Number(part);
		return value <= (index === parts.length - 1 ? last : 255);
	});
}
