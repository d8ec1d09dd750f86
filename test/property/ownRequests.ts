// property: what our own client asks beyond the protocol, and what the whole workspace is told, for any text: answered, and nothing fails.
import {
	ApplyWorkspaceEditRequest,
	DidChangeConfigurationNotification,
	FileChangeType,
	type WorkspaceDiagnosticReport,
	WorkspaceDiagnosticRequest,
} from "vscode-languageserver/node";
import {
	CheckTlsChoicesRequest,
	ChoicesRequest,
	ChooseRootNotification,
	ChooseServerRequest,
	ExportPermissionsRequest,
	GenerateTlsKitRequest,
	PermissionsRequest,
	ReportFixRequest,
	SaveReportRequest,
	SecurityReportRequest,
	ServerInForceRequest,
	TlsProposalRequest,
} from "../../server/src/lsp/ownClient/protocol";
import { type ScriptedClient, uriOf } from "../lsp/scriptedClient";
import { assert } from "./places";
import { checkWorkspaceEdit } from "./protocolEdits";

/** @param at 0 to 1, from which some choices are made. */
export async function checkOwnRequests(client: ScriptedClient, uri: string, at: number): Promise<void> {
	const { connection } = client;
	await connection.sendRequest(ServerInForceRequest, { uri });
	const matrix = await connection.sendRequest(PermissionsRequest, { uri, user: "app" });
	if (matrix) for (const format of ["csv", "markdown"] as const) await connection.sendRequest(ExportPermissionsRequest, { uri, format });
	await checkChoices(client, uri);
	await checkKit(client, uri, at);
	await checkReport(client, uri);
	await checkWorkspace(client);
}

async function checkChoices(client: ScriptedClient, uri: string): Promise<void> {
	const { connection } = client;
	const choices = await connection.sendRequest(ChoicesRequest, { uri });
	for (const place of choices?.places ?? []) {
		if (place === "editor") continue;
		const edit = await connection.sendRequest(ChooseServerRequest, { uri, release: "redis-7.2", place });
		if (edit) checkWorkspaceEdit(client, edit, "writing down the release");
	}
	for (const root of [choices?.roots[0], null])
		if (root !== undefined) await connection.sendNotification(ChooseRootNotification, { uri, root });
}

async function checkKit({ connection }: ScriptedClient, uri: string, at: number): Promise<void> {
	const { said, kind } = await connection.sendRequest(TlsProposalRequest, { uri });
	await connection.sendRequest(CheckTlsChoicesRequest, { ...said, port: Math.floor(at * 70_000) });
	const kit = await connection.sendRequest(GenerateTlsKitRequest, { ...said, ...(kind && { merge: { [kind]: uri } }) });
	assert("faults" in kit || kit.files.length > 2, "there are files in the kit, or faults are named");
}

async function checkReport(client: ScriptedClient, uri: string): Promise<void> {
	const { connection } = client;
	connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
		checkWorkspaceEdit(client, edit, "a fix of the report");
		return { applied: false };
	});
	for (const asked of [
		{ uri, made: "now" },
		{ made: "now", name: "all" },
	]) {
		const { servers } = await connection.sendRequest(SecurityReportRequest, asked);
		for (const format of ["html", "markdown"] as const)
			await connection.sendRequest(SaveReportRequest, { ...asked, format, language: "de" });
		const [server] = servers;
		const group = server?.layers.flatMap(({ groups }) => groups).find(({ findings }) => findings.some(({ fixes }) => fixes.length > 0));
		const finding = group?.findings.find(({ fixes }) => fixes.length > 0);
		if (!server || !group || !finding) continue;
		const versions = Object.fromEntries(server.files.map(({ file, version }) => [file, version]));
		const what = { do: "fix", rule: group.rule, message: finding.message, at: finding.at, fix: 0 } as const;
		for (const step of ["preview", "apply"] as const) {
			const answer = await connection.sendRequest(ReportFixRequest, { root: server.file, versions, what, step });
			assert(
				answer.state === (step === "preview" ? "preview" : "refused"),
				`a fix of the report can be seen and taken: ${answer.state}, ${group.rule}`,
			);
		}
	}
}

async function checkWorkspace(client: ScriptedClient): Promise<void> {
	const { connection } = client;
	await client.write("other.conf", "port 1\ninclude users.acl\n", FileChangeType.Changed);
	await client.tell({ "conf.d/a.conf": FileChangeType.Deleted, ".redis-security-lint.json": FileChangeType.Changed });
	await connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
	const { items }: WorkspaceDiagnosticReport = await connection.sendRequest(WorkspaceDiagnosticRequest.type, {
		// Of a file that is gone there is always something to tell, and so no waiting for news.
		previousResultIds: [{ uri: uriOf("gone.conf"), value: "x" }],
	});
	assert(
		items.every(({ kind }) => kind === "full"),
		"each file is told in full to a client that knows none",
	);
}
