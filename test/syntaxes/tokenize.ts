// test support for grammars: text to words with their scopes, by the tokenizer of the editor itself.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry } from "vscode-textmate";

export interface Tokenized {
	/**
	 * Each line as `port{keyword.other.directive} 6379{constant.numeric}`: what stands there, white space left out, and its scopes, innermost
	 * last, without the language's suffix.
	 */
	readonly lines: readonly string[];
	/** Lines whose state goes on to the next one. */
	readonly leaks: readonly number[];
}

/** Tokenizes lines one after the other, as an editor does. */
export async function tokenizer(scopeName: "source.redis-conf" | "source.redis-acl"): Promise<(text: string) => Tokenized> {
	const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
	const onigLib = loadWASM(wasm).then(() => ({ createOnigScanner, createOnigString }));
	const registry = new Registry({ onigLib, loadGrammar: async (name) => readGrammar(name) });
	const grammar = await registry.loadGrammar(scopeName);
	if (!grammar) throw new Error(`no grammar for ${scopeName}`);
	return (text) => {
		const lines: string[] = [];
		const leaks: number[] = [];
		let state = INITIAL;
		for (const [number, line] of text.split("\n").entries()) {
			const result = grammar.tokenizeLine(line, state);
			lines.push(result.tokens.flatMap(({ startIndex, endIndex, scopes }) => marked(line.slice(startIndex, endIndex), scopes)).join(" "));
			state = result.ruleStack;
			if (state.depth !== 1) leaks.push(number);
		}
		return { lines, leaks };
	};
}

function readGrammar(scopeName: string) {
	const path = fileURLToPath(new URL(`../../syntaxes/${scopeName.replace("source.", "")}.tmLanguage.json`, import.meta.url));
	return parseRawGrammar(readFileSync(path, "utf8"), path);
}

function marked(text: string, scopes: readonly string[]): string[] {
	if (text.trim() === "") return [];
	const own = scopes.filter((scope) => !/^(source|meta)\./.test(scope) || scope.startsWith("meta.selector"));
	return [`${text}{${own.map((scope) => scope.replace(/\.redis-(conf|acl)$/, "")).join(" ")}}`];
}
