// lsp: what our own client may ask beyond the protocol. A new request gets its name and shape in protocol.ts and its handler here.
import { english } from "../../base/say";
import type { Place } from "../../base/span";
import { normalizeUri } from "../../base/uri";
import { MOST_USERS, type PermissionMatrix, permissionMatrix } from "../../generate/acl/matrix";
import { exportMatrix } from "../../generate/acl/matrixExport";
import type { View } from "../../service/view";
import { positionsIn } from "../diagnostics/diagnostics";
import type { OpenDocuments } from "../documents/documents";
import type { Speak } from "../language";
import { ExportPermissionsRequest, PermissionsRequest } from "./protocol";
import { registerSecurityReport, type SecurityReportParts } from "./securityReport";
import { registerTlsKit } from "./tlsKit";

export type RequestsParts = SecurityReportParts;

export function registerRequests(parts: RequestsParts): void {
	const { connection, documents, views, faults } = parts;
	const speak = parts.say ?? english;
	registerTlsKit({ connection, views, faults, speak });
	registerSecurityReport(parts);
	connection.onRequest(
		PermissionsRequest,
		faults.guard("redisSecurityLint/permissions", async ({ uri, user }, token): Promise<PermissionMatrix | null> => {
			const { view } = await views.of(normalizeUri(uri), token);
			return matrixOf(view, documents, user, speak);
		}),
	);
	connection.onRequest(
		ExportPermissionsRequest,
		faults.guard("redisSecurityLint/exportPermissions", async ({ uri, format, users, commands }, token) => {
			const { view } = await views.of(normalizeUri(uri), token);
			const [server] = view.servers;
			if (!server?.acl.users) return null;
			const wanted = users && new Set(users);
			const all = wanted === undefined ? server.acl.users : server.acl.users.filter(({ name }) => wanted.has(name));
			const matrix = permissionMatrix(all, server.acl.evaluator, server.world.knowledge, { most: MOST_EXPORTED });
			return { text: exportMatrix(matrix, format, { ...(commands && { commands }) }, speak) };
		}),
	);
}

/** Each user is a column of some hundred lines; how many there are stands in the table. */
const MOST_EXPORTED = 2000;

/** Its places are counted as the protocol counts, under the client's own addresses. */
function matrixOf(view: View, documents: OpenDocuments, user: string | undefined, speak: Speak): PermissionMatrix | null {
	const [server] = view.servers;
	if (!server?.acl.users) return null;
	const matrix = permissionMatrix(server.acl.users, server.acl.evaluator, server.world.knowledge, {
		most: MOST_USERS,
		...(user !== undefined && { always: user }),
	});
	const positions = positionsIn(view);
	const converted = (place: Place): Place => {
		const { start, end } = positions(place.file).range(place);
		return { file: documents.spelling(place.file), line: start.line, start: start.character, end: end.character };
	};
	const users = matrix.users.map((column) => ({
		...column,
		...(column.keys && { keys: column.keys.map(speak) }),
		at: converted(column.at),
		rules: column.rules.map((rule) => ({ ...rule, at: converted(rule.at) })),
	}));
	return { ...matrix, users };
}
