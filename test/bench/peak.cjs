// bench: loaded into a process before its own code: writes down the most memory that the process had.
const { writeFileSync } = require("node:fs");

process.on("exit", () => {
	if (process.env.PEAK_FILE) writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS));
});
