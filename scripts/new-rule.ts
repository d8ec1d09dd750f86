// Makes the three files of a new rule: the rule, its page and its test. npm run new-rule -- GROUP ID
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { GROUPS } from "../server/src/rules/define";

const [group = "", id = ""] = process.argv.slice(2);

if (!GROUPS.some((known) => known === group) || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) {
	console.error(
		`Usage: npm run new-rule -- GROUP ID\n\nGROUP is one of ${GROUPS.join(", ")}.\nID names the bad pattern in words with hyphens, such as protected-mode-off.`,
	);
	process.exit(2);
}

const name = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const files: Readonly<Record<string, string>> = {
	[`server/src/rules/${group}/${id}.ts`]: `// rules: (one line: what is bad).
import { say } from "../../base/say";
import { defineRule } from "../define";

export const ${name} = defineRule({
	id: "${id}",
	group: "${group}",
	subject: "config",
	severity: { development: "info", production: "warning", strict: "error" },
	title: say\`(One line: what is wrong)\`,
	releases: { redis: "*", valkey: "*" },
	cwe: [],
	*check(server) {
		const setting = server.settings.get("protected-mode");
		if (setting?.origin.from !== "line" || setting.value !== "no") return;
		yield { at: setting.origin.at, message: say\`(What is wrong. Why it matters. What to do.)\` };
	},
});
`,
	[`server/src/rules/${group}/${id}.md`]: `# ${id}

## What it finds

## Why it matters

## Bad

\`\`\`redis-conf
protected-mode no
\`\`\`

## Good

\`\`\`redis-conf
protected-mode yes
\`\`\`

## Fix safety

## Versions

All releases.

## References
`,
	[`test/rules/${group}/${id}.test.ts`]: `import { ${name} } from "../../../server/src/rules/${group}/${id}";
import { testRule } from "../../support/rules";

testRule(${name}, [
	{ name: "off", files: "«protected-mode no»\\n" },
	{ name: "silent where it is on", files: "protected-mode yes\\n" },
]);
`,
};

const root = new URL("../", import.meta.url);
for (const path of Object.keys(files)) {
	if (existsSync(new URL(path, root))) {
		console.error(`${path} exists already. Choose another name, or change that rule.`);
		process.exit(1);
	}
}
for (const [path, text] of Object.entries(files)) {
	const target = fileURLToPath(new URL(path, root));
	mkdirSync(dirname(target), { recursive: true });
	writeFileSync(target, text);
	console.log(`made ${path}`);
}
console.log(
	"\nNow: write the rule and its page, run npm run generate, then npx vitest run --project unit test/rules. CONTRIBUTING.md says more.",
);
