// editors: a real Neovim without a window, set up as docs/editors.md says: it attaches, shows findings, and applies fixes to its buffer.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { makePrivateFolder } from "../support/privateFolder";

const root = fileURLToPath(new URL("../../", import.meta.url));
const EXAMPLE = join(root, "examples", "insecure");

let version = "";

beforeAll(() => {
	version = /^NVIM v(\S+)/.exec(spawnSync("nvim", ["--version"], { encoding: "utf8" }).stdout ?? "")?.[1] ?? "";
	if (version === "") throw new Error("Neovim is missing. On Debian and Ubuntu: sudo apt-get install neovim");
});

/** The setup that the documentation gives for this Neovim, and the part that fixes on each save. */
function setup(): { readonly start: string; readonly onSave: string } {
	const section = /^## Neovim\n([\s\S]*?)\n## /m.exec(readFileSync(join(root, "docs", "editors.md"), "utf8"))?.[1] ?? "";
	const [newer = "", older = "", onSave = ""] = Array.from(section.matchAll(/```lua\n([\s\S]*?)```/g), ([, code]) => code ?? "");
	const minor = Number(version.split(".")[1]);
	return { start: version.startsWith("0.") && minor < 11 ? older : newer, onSave };
}

/** Opens the file as a person would, runs the Lua script, and gives what it wrote with `tell`. */
function run(folder: string, name: string, init: string, script: string): Record<string, unknown> {
	const program = join(folder, "redis-security-lint");
	writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${join(root, "dist", "cli.js")}' "$@"\n`);
	chmodSync(program, 0o755);
	writeFileSync(join(folder, "init.lua"), init);
	writeFileSync(join(folder, "script.lua"), `${TOOLS}\n${script}\nvim.cmd("qall!")\n`);
	const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}`, XDG_STATE_HOME: folder, XDG_DATA_HOME: folder };
	const args = ["--headless", "--clean", "-n", "-u", join(folder, "init.lua"), name, "-c", "luafile script.lua"];
	const ended = spawnSync("nvim", args, { cwd: folder, encoding: "utf8", env, timeout: 60_000 });
	if (ended.status !== 0) throw new Error(`Neovim ended with ${ended.status ?? ended.signal}:\n${ended.stdout}${ended.stderr}`);
	return JSON.parse(readFileSync(join(folder, "told.json"), "utf8"));
}

const TOOLS = `
function rules()
	local found = {}
	for _, finding in ipairs(vim.diagnostic.get(0)) do found[finding.code] = finding.lnum end
	return found
end
function when(is_done) return vim.wait(30000, is_done, 20) end
function tell(what) vim.fn.writefile({ vim.fn.json_encode(what) }, "told.json") end
`;

function workspace(): string {
	const folder = makePrivateFolder();
	for (const name of ["redis.conf", "users.acl"]) copyFileSync(join(EXAMPLE, name), join(folder, name));
	return folder;
}

const lineOf = (text: string, start: string) => text.split("\n").findIndex((line) => line.startsWith(start));

describe("Neovim", () => {
	it("shows the findings, and a fix that is chosen stands in the buffer", () => {
		const folder = workspace();
		const before = readFileSync(join(folder, "redis.conf"), "utf8");
		const told = run(
			folder,
			"redis.conf",
			setup().start,
			`
			when(function() return rules()["weak-tls-protocols"] end)
			local found = rules()
			local titles = {}
			vim.ui.select = function(items, _, done)
				for _, item in ipairs(items) do
					local action = item.action or item[2]
					table.insert(titles, action.title)
					if action.title:match("^Offer only") then done(item) end
				end
			end
			vim.api.nvim_win_set_cursor(0, { found["weak-tls-protocols"] + 1, 0 })
			vim.lsp.buf.code_action()
			local gone = when(function() return #titles > 0 and not rules()["weak-tls-protocols"] and rules()["missing-requirepass"] end)
			vim.cmd("silent write")
			tell({ found = found, titles = titles, gone = gone })
			`,
		);
		expect(told.found).toMatchObject({
			"weak-tls-protocols": lineOf(before, "tls-protocols"),
			"missing-requirepass": expect.any(Number),
			"flushall-enabled": lineOf(before, "user shop"),
		});
		expect(told.titles).toContainEqual(expect.stringMatching(/^Fix all in this file/));
		expect(told.gone).toBe(true);
		const after = readFileSync(join(folder, "redis.conf"), "utf8");
		expect(after).toBe(before.replace(/^tls-protocols .*$/m, 'tls-protocols "TLSv1.2 TLSv1.3"'));
	});

	it("knows ACL files, and says what stands under the cursor", () => {
		const folder = workspace();
		const told = run(
			folder,
			"users.acl",
			setup().start,
			`
			when(function() return rules()["open-default-user"] end)
			local text = ""
			vim.lsp.buf_request_all(0, "textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"), function(answers)
				for _, answer in pairs(answers) do text = answer.result and answer.result.contents.value or text end
			end)
			when(function() return text ~= "" end)
			tell({ found = rules(), hover = text })
			`,
		);
		expect(told.found).toHaveProperty("flushall-enabled");
		expect(told.hover).not.toBe("");
	});

	it("fixes on saving what is safe, and nothing else", () => {
		const folder = workspace();
		const { start, onSave } = setup();
		const before = "port 6379\nbind 127.0.0.1\nslave-priority 50\ntls-protocols TLSv1.1\n";
		writeFileSync(join(folder, "redis.conf"), before);
		const told = run(
			folder,
			"redis.conf",
			`${start}\n${onSave}`,
			`
			when(function() return rules()["old-directive-name"] end)
			vim.cmd("silent write")
			tell({ found = rules() })
			`,
		);
		expect(told.found).toHaveProperty("missing-requirepass");
		expect(readFileSync(join(folder, "redis.conf"), "utf8")).toBe(before.replace("slave-priority", "replica-priority"));
	});
});
