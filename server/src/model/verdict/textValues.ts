// model/verdict: the server's further checks of settings that are text.
import { say, type Words } from "../../base/say";
import type { Directive } from "../../knowledge/types";
import { isIPv4, isIPv6 } from "./address";
import type { Behavior } from "./behavior";
import { byteLength, cString } from "./cText";
import { type Argument, type Fault, shown } from "./finding";

/** The check of a text directive that its own line decides. `proc-title-template` depends on other lines and is not among them. */
export function checkText(directive: Directive, argument: Argument, behavior: Behavior): Fault | undefined {
	const check = directive.validator === undefined ? undefined : CHECKS[directive.validator];
	const fault = check?.(cString(argument.value), argument, directive, behavior);
	return fault && { argument, ...fault };
}

type Check = (value: string, argument: Argument, directive: Directive, behavior: Behavior) => Fault | undefined;

const CHECKS: Readonly<Record<string, Check>> = {
	isValidDBfilename: (value, _argument, directive, behavior) =>
		(behavior.refusesEmptyNames ? notEmpty(value, directive) : undefined) ?? baseName(value, directive, "filename"),
	isValidAOFfilename: (value, _argument, directive, behavior) =>
		(behavior.loader === "table" ? notEmpty(value, directive) : undefined) ?? baseName(value, directive, "filename"),
	isValidAOFdirname: (value, _argument, directive) => notEmpty(value, directive) ?? baseName(value, directive, "dirname"),
	isValidClusterConfigFile: (value, _argument, directive) => notEmpty(value, directive),
	isValidAnnouncedHostname: (value, argument, directive) => {
		if (byteLength(value, bytesOf(argument)) > 255) return tooLong(directive, 255, "Hostnames must be less than 256 characters");
		return /^[A-Za-z0-9.-]*$/.test(value)
			? undefined
			: badCharacter(
					directive,
					say`letters, digits, hyphens and dots`,
					"Hostnames may only contain alphanumeric characters, hyphens or dots",
				);
	},
	isValidAnnouncedNodename: (_value, argument, directive, behavior) =>
		behavior.badNodeNameCharacters.test(argument.value)
			? badCharacter(directive, say`letters, digits and plain punctuation`, "Announced human node name contained invalid character")
			: undefined,
	isValidAnnouncedIp: (_value, argument, directive, behavior) => {
		if (byteLength(argument.value, bytesOf(argument)) > 45) return tooLong(directive, 45, "cluster-announce-ip is too long");
		return behavior.badNodeNameCharacters.test(argument.value)
			? badCharacter(directive, say`an address`, "cluster-announce-ip contains invalid character")
			: undefined;
	},
	isValidClusterAnnounceIp: (value, _argument, directive) =>
		value === "" || isIPv4(value) || isIPv6(value)
			? undefined
			: notAnAddress(directive, value, say`an IPv4 or IPv6 address`, "Cluster announce IP must be a valid IPv4 or IPv6 address"),
	isValidIpV4: (value, _argument, directive) =>
		value === "" || isIPv4(value)
			? undefined
			: notAnAddress(directive, value, say`an IPv4 address such as 10.0.0.5`, "Invalid IPv4 address"),
	isValidIpV6: (value, _argument, directive) =>
		value === "" || isIPv6(value)
			? undefined
			: notAnAddress(directive, value, say`an IPv6 address such as fd00::5`, "Invalid IPv6 address"),
	isValidDbHashSeed: (_value, argument, directive) =>
		byteLength(argument.value, bytesOf(argument)) > 256
			? tooLong(directive, 256, "hash-seed must be less than or equal to 256 characters")
			: undefined,
};

function bytesOf(argument: Argument): "utf-8" | "high-bytes" {
	return argument.highBytes ? "high-bytes" : "utf-8";
}

function notEmpty(value: string, directive: Directive): Fault | undefined {
	if (value !== "") return undefined;
	return {
		code: "empty-value",
		message: say`${directive.name} may not be empty. Write a name, or take the line out to use ${directive.default ?? say`the default`}.`,
		serverSays: `${directive.name} can't be empty`,
	};
}

function baseName(value: string, directive: Directive, kind: "filename" | "dirname"): Fault | undefined {
	if (!/[/\\]/.test(value)) return undefined;
	const name = value.split(/[/\\]/).at(-1) ?? "";
	return {
		code: "path-instead-of-name",
		message: say`${directive.name} is a name within the directory that dir sets, not a path. Write only the name, and put the directory in dir.`,
		serverSays: `${directive.name} can't be a path, just a ${kind}`,
		...(name !== "" && { suggestions: [name] }),
	};
}

function tooLong(directive: Directive, bytes: number, serverSays: string): Fault {
	return { code: "value-too-long", message: say`${directive.name} may have at most ${bytes} bytes. Shorten it.`, serverSays };
}

function badCharacter(directive: Directive, allowed: Words, serverSays: string): Fault {
	return { code: "bad-character", message: say`${directive.name} takes only ${allowed}. Take the other characters out.`, serverSays };
}

function notAnAddress(directive: Directive, value: string, wanted: Words, serverSays: string): Fault {
	return { code: "not-an-address", message: say`${directive.name} needs ${wanted}. ${shown(directive, value)} is none.`, serverSays };
}

/** What a title is made of, as far as it decides whether the template is accepted. */
export interface TitleParts {
	readonly mode: "" | "[cluster]" | "[sentinel]";
	readonly unixsocket: string;
}

/** proc-title-template: known variables only, and something must be left of it. */
export function isTitleTemplate(template: string, parts: TitleParts): boolean {
	const values = new Map([
		["title", ""],
		["listen-addr", "x"],
		["server-mode", parts.mode],
		["config-file", "x"],
		["port", "x"],
		["tls-port", "x"],
		["unixsocket", parts.unixsocket],
	]);
	let result = "";
	for (let at = 0; at < template.length; ) {
		const open = template.indexOf("{", at);
		if (open === -1) {
			result += template.slice(at);
			break;
		}
		result += template.slice(at, open);
		if (template[open + 1] === "{") {
			result += "{";
			at = open + 2;
			continue;
		}
		const close = template.indexOf("}", open + 1);
		const value = close === -1 ? undefined : values.get(template.slice(open + 1, close));
		if (value === undefined) return false;
		result += value;
		at = close + 1;
	}
	return /[^ ]/.test(result);
}
