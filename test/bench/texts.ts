// bench: the texts that are measured. All are made here, so that every machine measures the same bytes.
import { allReleases, parseRelease, type Release } from "../../server/src/knowledge/release";
import type { Directive } from "../../server/src/knowledge/types";
import { knowledge } from "../support/knowledge";

export interface MeasuredText {
	readonly what: string;
	readonly name: "redis.conf" | "sentinel.conf" | "users.acl";
	readonly text: string;
}

/** As many lines as the file that comes with Redis 7.0, and of these as many that are no comments. */
const STOCK_LINES = 2276;
const STOCK_SETTINGS = 71;

/** The shape of the file that comes with a server, in words of our own: few settings below long comments, in a hundred kilobytes. */
export function stockConfig(): MeasuredText {
	const settings = commonDirectives().slice(0, STOCK_SETTINGS);
	const commented = Math.floor(STOCK_LINES / settings.length);
	const blocks = settings.map(({ name, default: value }, index) => {
		const isLast = index === settings.length - 1;
		const lines = commented - 2 + (isLast ? STOCK_LINES - commented * settings.length : 0);
		return `${remarks(name, lines).join("\n")}\n${name} ${value}\n\n`;
	});
	return { what: `a redis.conf of ${number(STOCK_LINES)} lines`, name: "redis.conf", text: blocks.join("") };
}

/** Directives of every release that a server takes with their defaults, as often as they stand there. */
function commonDirectives(): readonly Directive[] {
	const isEverywhere = ({ name }: Directive) => allReleases().every((release) => knowledge.releasesWith(name).includes(release.id));
	const all = knowledge.directives(parseRelease("redis-7.0") as Release).all();
	return all.filter((directive) => {
		const { name, default: value, type, ignored, hidden, needsTls } = directive;
		const isPlain = value !== null && /^[\w.-]+$/.test(value) && type !== "instruction" && type !== "special";
		return isPlain && !ignored && !hidden && !needsTls && isEverywhere(directive) && !UNFIT.test(name);
	});
}

/** They depend on the machine. */
const UNFIT = /^(?:bio|server|aof-rewrite|bgsave)[-_]|^(?:oom|io-threads|daemonize|supervised|always-show-logo|syslog|logfile|dir$)/;

function remarks(name: string, count: number): string[] {
	const about = knowledge.text(name)?.summary ?? `What ${name} is about.`;
	const words = `${about} The line below is its default. `.repeat(40).split(" ");
	const lines: string[] = [];
	for (let line = "#"; lines.length < count; line = "#") {
		while (line.length < 44 && words.length > 0) line += ` ${words.shift()}`;
		lines.push(lines.length % 12 === 11 ? "#" : line);
	}
	return lines;
}

export function smallConfig(): MeasuredText {
	const text = "bind 127.0.0.1 -::1\nprotected-mode yes\nport 6379\nmaxmemory 1gb\nappendonly yes\n".repeat(4);
	return { what: "a redis.conf of 20 lines", name: "redis.conf", text };
}

/** Users as a program writes them, one for each of its clients. */
export function users(count: number): MeasuredText {
	const hash = (i: number) => (i * 7919 + 1).toString(16).padStart(64, "0");
	const lines = Array.from(
		{ length: count },
		(_, i) => `user u${i} on #${hash(i)} ~app:${i}:* &chan:${i} -@all +@read +@write -@dangerous +ping\n`,
	);
	return { what: `an ACL file of ${number(count)} users`, name: "users.acl", text: lines.join("") };
}

/** Users of whom each is told four things: a short password in clear text, and every right. */
export function loudUsers(count: number): MeasuredText {
	const lines = Array.from({ length: count }, (_, i) => `user u${i} on >pw${i} ~app:${i}:* &chan:${i} +@all\n`);
	return { what: `an ACL file of ${number(count)} users with findings about each`, name: "users.acl", text: lines.join("") };
}

/** The same settings over and over, each below a comment. */
export function manySettings(lines: number): MeasuredText {
	const settings = commonDirectives().slice(0, STOCK_SETTINGS);
	const texts = Array.from({ length: lines }, (_, i) => {
		const { name, default: value } = settings[(i >> 1) % settings.length] as Directive;
		return i % 2 === 0 ? `# ${name} is written for the ${i >> 1}th time.\n` : `${name} ${value}\n`;
	});
	return { what: `a redis.conf of ${number(lines)} lines`, name: "redis.conf", text: texts.join("") };
}

/** Four lines for each primary. */
export function primaries(lines: number): MeasuredText {
	const texts = Array.from({ length: Math.ceil(lines / 4) }, (_, i) =>
		[
			`sentinel monitor shop-${i} 10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255} 6379 2`,
			`sentinel down-after-milliseconds shop-${i} 5000`,
			`sentinel failover-timeout shop-${i} 60000`,
			`sentinel parallel-syncs shop-${i} 1\n`,
		].join("\n"),
	);
	return { what: `a sentinel.conf of ${number(lines)} lines`, name: "sentinel.conf", text: texts.join("") };
}

export function comments(megabytes: number): MeasuredText {
	const line = "# A comment of the length that comments have, about nothing in particular.\n";
	return { what: `${megabytes} MB of comments`, name: "redis.conf", text: line.repeat((megabytes * 1_000_000) / line.length) };
}

export function oneLine(megabytes: number): MeasuredText {
	return { what: `one line of ${megabytes} MB`, name: "redis.conf", text: `requirepass ${"x".repeat(megabytes * 1_000_000)}\n` };
}

export function number(value: number): string {
	return value.toLocaleString("en-US");
}
