// test/vscode/suite: the tests, by feature.
import * as vscode from "vscode";
import { ok } from "./assert";

suite("extension", () => {
	test("is there", () => {
		ok(vscode.extensions.getExtension("redis-security-lint.redis-security-lint"), "no extension");
	});
});
