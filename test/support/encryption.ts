// test support: what the rules about encryption say of a file on the disk.
import { createNodeFiles, uriOfPath } from "../../server/src/hosts/nodeFiles";
import type { Finding } from "../../server/src/lint/types";
import type { FileKind } from "../../server/src/model/types";
import { rules } from "../../server/src/rules";
import { createService } from "../../server/src/service/service";
import { knowledge } from "./knowledge";

/** Findings about encryption alone. `kind` where the name does not tell it. */
export async function encryptionFindings(path: string, kind?: FileKind): Promise<readonly Finding[]> {
	const service = createService({
		knowledge,
		rules: rules.filter((rule) => rule.group === "encryption"),
		files: createNodeFiles(),
		newSeed: () => "seed",
		onError: (where, error) => {
			throw new Error(where, { cause: error });
		},
	});
	return (await service.open({ uri: uriOfPath(path), ...(kind && { kind }) })).allFindings();
}
