// test support for snippets: their text as an editor inserts it.
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

export interface Snippet {
	readonly title: string;
	readonly prefix: string;
	readonly description: string;
	readonly isFileTemplate?: boolean;
	readonly body: readonly string[];
}

export type Language = "redis-conf" | "redis-acl";

/** Languages of clients, in which there are snippets for TLS alone. */
export type ClientLanguage = "python" | "javascript" | "typescript" | "go" | "java" | "csharp" | "php" | "ruby";

export function snippets(language: Language | ClientLanguage): readonly Snippet[] {
	const name = language.startsWith("redis-") ? language : `tls-${language}`;
	const file = new URL(`../../snippets/${name}.json`, import.meta.url);
	const entries = JSON.parse(readFileSync(file, "utf8")) as Record<string, Omit<Snippet, "title">>;
	return Object.entries(entries).map(([title, snippet]) => ({ title, ...snippet }));
}

export function snippet(language: Language | ClientLanguage, prefix: string): Snippet {
	const found = snippets(language).find((one) => one.prefix === prefix);
	if (!found) throw new Error(`no snippet ${prefix} for ${language}`);
	return found;
}

/** The inserted text, ended by a line feed. `typed` gives what a person types over a placeholder's default, by the default's text, "UUID" for a random one. */
export function expand(snippet: Snippet, typed: Readonly<Record<string, string>> = {}): string {
	const parser = new Parser(snippet.body.join("\n"), typed);
	return `${parser.run()}\n`;
}

/** The part of the editor's snippet syntax that we use: `$1`, `${1}`, `${1:default}`, `${NAME}`, `${NAME/regex/format/flags}`. */
class Parser {
	private at = 0;
	private readonly chosen = new Map<string, string>();

	constructor(
		private readonly text: string,
		private readonly typed: Readonly<Record<string, string>>,
	) {}

	run(end?: string): string {
		let result = "";
		while (this.at < this.text.length) {
			const char = this.text[this.at] as string;
			if (char === end) break;
			if (char === "$") result += this.variable();
			else if (char === "\\") {
				result += this.text[this.at + 1];
				this.at += 2;
			} else {
				result += char;
				this.at++;
			}
		}
		return result;
	}

	private variable(): string {
		const [, open, name] = this.take(/\$(\{?)(\w+)/y);
		if (!open) return this.chosen.get(name as string) ?? "";
		if (/^\d/.test(name as string)) return this.tabStop(name as string);
		const value = this.known(name as string);
		const [, , pattern, format, flags] = this.take(/(\/((?:\\.|[^/\\])*)\/((?:\\.|[^/\\}])*)\/(\w*))?\}/y);
		return pattern === undefined ? value : value.replace(new RegExp(pattern, flags), format as string);
	}

	private tabStop(number: string): string {
		let value = this.chosen.get(number) ?? "";
		if (this.text[this.at] === ":") {
			this.at++;
			const source = this.text.slice(this.at);
			const text = this.run("}");
			if (!this.chosen.has(number)) value = this.typed[source.startsWith("${UUID") ? "UUID" : text] ?? text;
			this.chosen.set(number, value);
		}
		this.take(/\}/y);
		return value;
	}

	private known(name: string): string {
		if (name !== "UUID") throw new Error(`what an editor puts for ${name} is not known here`);
		return randomUUID();
	}

	private take(pattern: RegExp): RegExpExecArray {
		pattern.lastIndex = this.at;
		const match = pattern.exec(this.text);
		if (!match) throw new Error(`not a snippet from here on: ${this.text.slice(this.at, this.at + 40)}`);
		this.at = pattern.lastIndex;
		return match;
	}
}
