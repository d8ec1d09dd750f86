// rules: nobody has to log in, and no line about users says that this is meant.
import { say, type Words } from "../../base/say";
import type { Edit } from "../../base/span";
import { containerOf } from "../../model/container";
import { appendLine } from "../../model/placement";
import type { ServerModel } from "../../model/server";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { removeStatements, setTo } from "../shared/directiveEdits";
import { withLoopbackBind } from "../shared/loopbackBind";
import { hasChannels } from "../shared/userEdits";
import { isPlaceholder, weaknessOf } from "../shared/weakPasswords";

export const missingRequirepass = defineRule({
	id: "missing-requirepass",
	group: "authentication",
	subject: "config",
	severity: { development: { network: "warning", local: "info" }, production: { network: "error", local: "warning" }, strict: "error" },
	title: say`The server asks nobody for a password`,
	releases: { redis: "*", valkey: "*" },
	cwe: [306],
	compliance: ["pci-dss:8.3.1", "iso-27001:A.8.5", "soc2:CC6.1", "hipaa:164.312(d)", "gdpr:32"],
	*check(server, context) {
		if (!server.openDefault) return;
		const { source, defaultUser } = server.acl;
		// A user line that opens default is another rule's finding, and so is an ACL file that leaves it out.
		if (defaultUser?.source !== "implied") return;
		const requirepass = server.settings.get("requirepass");
		if (source.from === "file" && requirepass?.value) yield withoutEffect(server, context);
		else if (source.from !== "file" && !requirepass?.uncertain) yield withoutPassword(server, context);
	},
});

function withoutPassword(server: ServerModel, context: RuleContext<object>): Report {
	const origin = server.settings.get("requirepass")?.origin;
	const fix: Fix = {
		title: say`Set requirepass to a new random password`,
		safety: "may-refuse-clients",
		edits: () => setTo(server, "requirepass", context.newPassword("default")),
	};
	return {
		at: origin?.from === "line" ? origin.at : { absent: "requirepass", file: server.snapshot.root },
		message: say`${origin?.from === "line" ? say`requirepass is empty, so nobody needs a password` : say`No password is set`}. ${whoGetsIn(server)} Set requirepass to a long random password, or describe the users with user lines or an aclfile.`,
		fixes: withLoopbackBind(server, fix),
	};
}

/** A requirepass that is not read, because the users come from an ACL file that leaves `default` out. */
function withoutEffect(server: ServerModel, context: RuleContext<object>): Report {
	const { settings, acl } = server;
	const requirepass = settings.get("requirepass");
	const file = acl.source.from === "file" ? acl.source.file : undefined;
	const aclfile = acl.source.from === "file" ? acl.source.statement : undefined;
	const line = (password: string): Edit[] => {
		const text = `user default on ${password} ~* ${hasChannels(server) ? "&* " : ""}+@all`;
		return file?.state === "text" ? [appendLine(file.tree, file.uri, text)] : [];
	};
	const written = requirepass?.value ?? "";
	const hash = context.sha256(written);
	const fix: Fix =
		isPlaceholder(written) || weaknessOf(written, "default")
			? {
					title: say`Give default a new random password in the ACL file, and delete this one (clear text: note it, then hash it)`,
					safety: "may-refuse-clients",
					alone: true,
					edits: () => [...line(`>${context.newPassword("default")}`), ...removeStatements(server, settings.list("requirepass"))],
				}
			: {
					title: say`Give default this password in the ACL file`,
					safety: "may-refuse-clients",
					edits: () => line(`#${hash}`),
				};
	return {
		at: requirepass?.origin.from === "line" ? requirepass.origin.at : { absent: "requirepass", file: server.snapshot.root },
		message: say`This requirepass does nothing: the users come from the aclfile, which does not name the user default, so default needs no password. ${whoGetsIn(server)} Add a line for default to the ACL file.`,
		related: aclfile
			? [
					{
						at: { file: aclfile.file, line: aclfile.lineNumber, start: 0, end: aclfile.line.text.trimEnd().length },
						message: say`This line makes requirepass a line without effect.`,
					},
				]
			: [],
		fixes: withLoopbackBind(server, fix),
	};
}

function whoGetsIn(server: ServerModel): Words {
	const { network, protectedMode, listeners } = server.exposure;
	if (network) return say`Everyone who reaches the port can read, change and delete all data, and often take over the machine.`;
	if (protectedMode === "protecting" && listeners.some((one) => one.reach !== "loopback")) {
		if (containerOf(server).is && server.settings.get("protected-mode")?.origin.from === "default")
			return say`Protected mode would refuse other hosts, but the official container images switch it off: there everyone who reaches the port can read, change and delete all data.`;
		return say`Protected mode refuses other hosts for now, but every program on this machine gets in, and protected mode is no password.`;
	}
	return say`Every program on this machine can read, change and delete all data.`;
}
