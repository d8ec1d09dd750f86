// test/vscode/suite: the few assertions of the suite; a web worker has no node:assert.

export function ok(value: unknown, message: string): asserts value {
	if (!value) throw new Error(message);
}

/** Compares plain data. */
export function equal(actual: unknown, expected: unknown, message = "not equal"): void {
	const [is, should] = [JSON.stringify(actual, null, 1), JSON.stringify(expected, null, 1)];
	if (is !== should) throw new Error(`${message}\nexpected ${should}\nactual   ${is}`);
}

export function match(text: string, pattern: RegExp): void {
	if (!pattern.test(text)) throw new Error(`expected ${pattern} in\n${text}`);
}
