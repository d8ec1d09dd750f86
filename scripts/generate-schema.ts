// Writes the schema of .redis-security-lint.json, and what package.json and its translations say of it and of the rules. With --check it only compares.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NO_BUNDLE, readBundle } from "../server/src/base/say";
import { rules } from "../server/src/rules/index";
import { isRuleTitle, projectSchema, rulesSetting, ruleTitles } from "./settings-schema";

const PROJECT_SCHEMA = "schemas/redis-security-lint.schema.json";

write(PROJECT_SCHEMA, formatted(PROJECT_SCHEMA, projectSchema(rules)));
write("package.json", manifest());
for (const language of [undefined, "de", "zh-cn"]) {
	const path = language === undefined ? "package.nls.json" : `package.nls.${language}.json`;
	write(path, manifestTexts(path, language));
}

function manifest(): string {
	const data = read("package.json");
	const setting = data.contributes.configuration.properties["redisSecurityLint.rules"];
	const { order, scope, type, default: standard, markdownDescription } = setting;
	data.contributes.configuration.properties["redisSecurityLint.rules"] = {
		...{ order, scope, type, default: standard, markdownDescription },
		...rulesSetting(rules),
	};
	data.contributes.jsonValidation = [{ fileMatch: ".redis-security-lint.json", url: `./${PROJECT_SCHEMA}` }];
	return `${JSON.stringify(data, null, "\t")}\n`;
}

/** With the titles of the rules at the end. */
function manifestTexts(path: string, language: string | undefined): string {
	const texts: Readonly<Record<string, string>> = read(path);
	const others = Object.fromEntries(Object.entries(texts).filter(([name]) => !isRuleTitle(name)));
	const bundle = language === undefined ? NO_BUNDLE : readBundle(read(`l10n/bundle.l10n.${language}.json`));
	return `${JSON.stringify({ ...others, ...ruleTitles(rules, bundle) }, null, "\t")}\n`;
}

/** As the formatter of this project writes it. */
function formatted(path: string, data: object): string {
	const input = JSON.stringify(data, null, "\t");
	return execFileSync(pathOf("node_modules/.bin/biome"), ["format", `--stdin-file-path=${path}`], {
		input,
		encoding: "utf8",
		cwd: pathOf(""),
	});
}

function write(path: string, text: string): void {
	if (!process.argv.includes("--check")) {
		writeFileSync(pathOf(path), text);
	} else if (!existsSync(pathOf(path)) || readFileSync(pathOf(path), "utf8") !== text) {
		console.error(`${path} is out of date: run npm run generate`);
		process.exitCode = 1;
	}
}

function read(path: string) {
	return JSON.parse(readFileSync(pathOf(path), "utf8"));
}

function pathOf(path: string): string {
	return fileURLToPath(new URL(`../${path}`, import.meta.url));
}
