// support of the tests of the model: what it makes of files in memory.
import type { ServerModel } from "../../server/src/model/server";
import { openFiles } from "../support/rules";

/** The model of the first file as the root. */
export async function modelOf(files: string | Readonly<Record<string, string>>, server = "redis-7.4"): Promise<ServerModel> {
	const view = await openFiles(typeof files === "string" ? { "redis.conf": files } : files, { server });
	const [model] = view.servers;
	if (!model) throw new Error("there is no model");
	return model;
}
