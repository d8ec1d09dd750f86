// model/verdict: the values that the server reads by their type alone: yes and no, numbers, names out of a list.

import { nearest } from "../../base/nearest";
import { say, type Words } from "../../base/say";
import type { Release } from "../../knowledge/release";
import type { Directive } from "../../knowledge/types";
import { formatMemory, parseBool, parseEnum, parseNumber } from "../values";
import type { Behavior } from "./behavior";
import { cString } from "./cText";
import { type Argument, anyOf, type Fault, shown } from "./finding";

export function checkBool(directive: Directive, argument: Argument): Fault | undefined {
	const value = parseBool(argument.value);
	if (value !== undefined) return undefined;
	const meant = /^(?:true|on|1|enabled?|y)$/i.test(argument.value)
		? "yes"
		: /^(?:false|off|0|disabled?|n)$/i.test(argument.value)
			? "no"
			: undefined;
	return {
		code: "not-yes-or-no",
		message: say`${directive.name} is switched with yes or no, and ${shown(directive, argument.value)} is neither. Write ${meant ?? say`yes or no`}.`,
		serverSays: "argument must be 'yes' or 'no'",
		argument,
		suggestions: meant === undefined ? ["yes", "no"] : [meant],
	};
}

export function checkNumber(directive: Directive, argument: Argument, release: Release): Fault | undefined {
	const reading = parseNumber(directive, argument.value, release);
	if (reading.ok) return undefined;
	return reading.why === "not-a-number" ? notANumber(directive, argument) : outOfRange(directive, argument, reading.value ?? 0n);
}

function notANumber(directive: Directive, argument: Argument): Fault {
	const { units } = directive;
	const size = units.includes("memory") || units.includes("signed-memory");
	const percent = units.includes("percent");
	const octal = units.includes("octal");
	const wanted = octal
		? say`an octal number such as 700`
		: size
			? percent
				? say`a size such as 100mb, or a percentage such as 5%`
				: say`a size such as 100mb`
			: say`a whole number, with no unit, sign or leading zero`;
	const value = argument.value;
	const suggestions = meantNumber(directive, value);
	return {
		code: "not-a-number",
		message: say`${directive.name} needs ${wanted}. ${shown(directive, value)} cannot be read as that.${hintFor(value, size)}`,
		serverSays: octal
			? "argument couldn't be parsed as an octal number"
			: size
				? `argument must be a memory ${percent ? "or percent " : ""}value`
				: "argument couldn't be parsed into an integer",
		argument,
		...(suggestions.length > 0 && { suggestions }),
	};
}

function hintFor(value: string, size: boolean): Words {
	if (/^[0-9]+(?:t|tb)$/i.test(value) && size) return say` The largest unit is gb.`;
	if (/^[0-9]+[a-z]+$/i.test(value) && !size) return say` This setting takes no unit.`;
	if (/^[0-9]+\.[0-9]/.test(value)) return say` Fractions are not read.`;
	return "";
}

function meantNumber(directive: Directive, value: string): string[] {
	const size = directive.units.includes("memory");
	const trimmed = value.trim().replace(/^\+/, "");
	const large = /^([0-9]+)t(b?)$/i.exec(trimmed);
	if (size && large) return [`${Number(large[1]) * (large[2] ? 1024 : 1000)}g${large[2] ?? ""}`];
	const spelled = /^([0-9]+)\s*(k|kb|m|mb|g|gb)$/i.exec(trimmed);
	if (size && spelled) return [`${spelled[1]}${spelled[2]}`.toLowerCase()];
	if (!size && /^0+[0-9]/.test(trimmed) && /^[0-9]+$/.test(trimmed)) return [trimmed.replace(/^0+(?=[0-9])/, "")];
	return trimmed !== value && /^[0-9]+$/.test(trimmed) ? [trimmed] : [];
}

function outOfRange(directive: Directive, argument: Argument, value: bigint): Fault {
	const { min, max } = directive.range ?? { min: 0n, max: 0n };
	if (value >= 0n && directive.units.includes("percent") && argument.value.endsWith("%")) {
		return {
			code: "out-of-range",
			message: say`${directive.name} takes at most ${-min}%.`,
			serverSays: `percentage argument must be less or equal to ${-min}`,
			argument,
		};
	}
	const octal = directive.units.includes("octal");
	const show = (bound: bigint) => (octal ? bound.toString(8) : bound.toString());
	const people = (bound: bigint) => (directive.units.includes("memory") && bound >= 1024n ? formatMemory(bound) : show(bound));
	const most = max >= (1n << 63n) - 1n ? undefined : people(max);
	const given = shown(directive, argument.value);
	const message = () => {
		if (most !== undefined) return say`${directive.name} must be between ${people(min)} and ${most}. ${given} is outside.`;
		return value < min
			? say`${directive.name} must be at least ${people(min)}. ${given} is less.`
			: say`${directive.name} must be at most ${show(max)}. ${given} is more.`;
	};
	return {
		code: "out-of-range",
		message: message(),
		serverSays: `argument must be between ${show(min)} and ${show(max)} inclusive`,
		argument,
	};
}

export function checkEnum(directive: Directive, args: readonly Argument[], behavior: Behavior): Fault | undefined {
	const words = args.map((argument) => argument.value);
	const names = (directive.values ?? []).map((value) => value.name);
	const number = parseEnum(directive, words);
	if (number === undefined) {
		const argument = args.find((candidate) => parseEnum(directive, [candidate.value]) === undefined);
		const suggestions = argument ? nearest(cString(argument.value), names) : [];
		return {
			code: "unknown-value",
			message: say`${directive.name} takes ${anyOf(names)}.${argument ? say` It does not know ${shown(directive, argument.value)}.` : say` It needs a value.`}`,
			serverSays: `${behavior.words.enumPrefix}${names.join(", ")}`.slice(0, 255),
			...(argument && { argument }),
			suggestions: suggestions.length > 0 ? suggestions : names,
		};
	}
	return directive.validator === "isValidShutdownOnSigFlags" ? checkShutdownFlags(directive, number) : undefined;
}

function checkShutdownFlags(directive: Directive, number: number): Fault | undefined {
	const bit = (name: string) => directive.values?.find((value) => value.name === name)?.number ?? 0;
	if ((number & bit("save")) === 0 || (number & bit("nosave")) === 0) return undefined;
	return {
		code: "contradicting-values",
		message: say`${directive.name} cannot both save and not save. Keep save or nosave.`,
		serverSays: "shutdown options SAVE and NOSAVE can't be used simultaneously",
	};
}
