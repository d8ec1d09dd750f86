// bench: loaded into a process before its own code: writes down the most memory that the process had, in bytes.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");

process.on("exit", () => {
	if (process.env.PEAK_FILE) writeFileSync(process.env.PEAK_FILE, String(peak()));
});

/** Linux counts what the parent had into `maxRSS` of a child; the mark of the address space begins with the program. */
function peak() {
	const status = existsSync("/proc/self/status") ? readFileSync("/proc/self/status", "utf8") : "";
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
	return 1024 * Number(kilobytes ?? process.resourceUsage().maxRSS);
}
