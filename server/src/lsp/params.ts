// lsp: whether a request has what its handler takes. Another editor's mistake is answered as one, and nothing is worked on.
import { CLIENTS } from "../generate/tls/choices";

/** What a value must be, and what is said where it is not. */
type Shape = (value: unknown, name: string) => string | undefined;

/** Names what is wrong with the parameters of a request; undefined where nothing is. Requests that are not known here take anything. */
export function problemOf(method: string, params: unknown): string | undefined {
	return Object.hasOwn(SHAPES, method) ? SHAPES[method]?.(params, "params") : undefined;
}

/** Both ends are whole numbers; they may lie anywhere. */
export function isRange(value: unknown): boolean {
	return range(value, "") === undefined;
}

const text: Shape = (value, name) => (typeof value === "string" ? undefined : `${name} must be a string`);
const whole: Shape = (value, name) => (Number.isSafeInteger(value) ? undefined : `${name} must be a whole number`);

function object(parts: Readonly<Record<string, Shape>>): Shape {
	return (value, name) => {
		if (typeof value !== "object" || value === null || Array.isArray(value)) return `${name} must be an object`;
		const own = value as Readonly<Record<string, unknown>>;
		for (const [part, shape] of Object.entries(parts)) {
			const problem = shape(own[part], `${name}.${part}`);
			if (problem !== undefined) return problem;
		}
		return undefined;
	};
}

function listOf(shape: Shape): Shape {
	return (value, name) => {
		if (!Array.isArray(value)) return `${name} must be a list`;
		for (const [index, one] of value.entries()) {
			const problem = shape(one, `${name}[${index}]`);
			if (problem !== undefined) return problem;
		}
		return undefined;
	};
}

function optional(shape: Shape): Shape {
	return (value, name) => (value === undefined ? undefined : shape(value, name));
}

/** Left out, or null. */
function orNull(shape: Shape): Shape {
	return (value, name) => (value === undefined || value === null ? undefined : shape(value, name));
}

function oneOf(...known: readonly string[]): Shape {
	return (value, name) => (typeof value === "string" && known.includes(value) ? undefined : `${name} must be one of ${known.join(", ")}`);
}

/** Some editors cannot tell an empty object from an empty list. */
const anything: Shape = (value, name) => (typeof value === "object" && value !== null ? undefined : `${name} must be an object`);
const position = object({ line: whole, character: whole });
const range = object({ start: position, end: position });
const textDocument = object({ uri: text });
const ofDocument = object({ textDocument });
const atPosition = object({ textDocument, position });
const ofUri = object({ uri: text });
/** Numbers are looked at by whoever knows what they may be. */
const tlsChoices = {
	mode: optional(oneOf("server", "mutual")),
	topology: optional(oneOf("standalone", "replica", "sentinel", "cluster")),
	certificates: optional(oneOf("existing", "openssl", "mkcert", "step")),
	hosts: optional(listOf(text)),
	level: optional(oneOf("modern", "intermediate")),
	folder: optional(text),
	files: optional(object({ cert: text, key: text, ca: text })),
	primary: optional(object({ host: text })),
	primaryName: optional(text),
	clients: optional(listOf(oneOf(...CLIENTS))),
};
const report = object({ uri: optional(text), name: optional(text), made: text });

const SHAPES: Readonly<Record<string, Shape>> = {
	"codeAction/resolve": object({ data: object({ uri: text, seed: text, choice: anything }) }),
	"codeLens/resolve": object({ data: object({ uri: text, line: whole }) }),
	"completionItem/resolve": object({ data: orNull(object({ uri: text, about: anything })) }),
	"textDocument/codeAction": object({
		textDocument,
		range,
		context: object({ diagnostics: listOf(object({ range })), only: orNull(listOf(text)) }),
	}),
	"textDocument/codeLens": ofDocument,
	"textDocument/completion": atPosition,
	"textDocument/definition": atPosition,
	"textDocument/diagnostic": ofDocument,
	"textDocument/documentHighlight": atPosition,
	"textDocument/documentLink": ofDocument,
	"textDocument/documentSymbol": ofDocument,
	"textDocument/foldingRange": ofDocument,
	"textDocument/formatting": object({ textDocument, options: anything }),
	"textDocument/hover": atPosition,
	"textDocument/inlayHint": object({ textDocument, range }),
	"textDocument/onTypeFormatting": object({ textDocument, position, options: anything }),
	"textDocument/prepareRename": atPosition,
	"textDocument/rangeFormatting": object({ textDocument, range, options: anything }),
	"textDocument/references": object({ textDocument, position, context: anything }),
	"textDocument/rename": object({ textDocument, position, newName: text }),
	"textDocument/selectionRange": object({ textDocument, positions: listOf(position) }),
	"textDocument/semanticTokens/full": ofDocument,
	"textDocument/semanticTokens/range": object({ textDocument, range }),
	"textDocument/signatureHelp": atPosition,
	"workspace/diagnostic": object({ previousResultIds: listOf(object({ uri: text, value: text })) }),
	"workspace/symbol": object({ query: text }),
	"redisSecurityLint/checkTlsChoices": object(tlsChoices),
	"redisSecurityLint/choices": ofUri,
	"redisSecurityLint/chooseServer": object({ uri: text, release: orNull(text), place: text }),
	"redisSecurityLint/exportPermissions": object({
		uri: text,
		format: oneOf("csv", "markdown"),
		users: optional(listOf(text)),
		commands: optional(listOf(text)),
	}),
	"redisSecurityLint/generateTlsKit": object({
		...tlsChoices,
		server: optional(text),
		merge: optional(object({ config: optional(text), sentinel: optional(text) })),
	}),
	"redisSecurityLint/permissions": object({ uri: text, user: optional(text) }),
	"redisSecurityLint/reportFix": object({ root: text, versions: anything, what: object({ do: text }), step: text }),
	"redisSecurityLint/saveReport": report,
	"redisSecurityLint/securityReport": report,
	"redisSecurityLint/serverInForce": ofUri,
	"redisSecurityLint/tlsProposal": object({ uri: optional(text) }),
};
