// model: signs that the server runs in a container, where addresses mean something else than on a machine of its own.

import type { Place } from "../base/span";
import { pathOfUri } from "../base/uri";
import { factOf } from "../syntax/blocks";
import { isOn } from "./inForce";
import type { ServerModel } from "./server";

/** Folders of the official and of Bitnami's images, and where Docker and Kubernetes put secrets and settings. */
const FOLDER =
	/^(?:\/data$|\/data\/nodes[^/]*\.conf$|\/bitnami\/|\/opt\/bitnami\/|\/usr\/local\/etc\/(?:redis|valkey)\/|\/run\/secrets\/|\/redis-master$|\/health\/)/;

/** Settings that hold a path. */
const PATHS = [
	"dir",
	"cluster-config-file",
	"aclfile",
	"pidfile",
	"logfile",
	"unixsocket",
	"tls-cert-file",
	"tls-key-file",
	"tls-ca-cert-file",
];

/** Names that only the DNS of a Kubernetes cluster knows. */
const CLUSTER_NAME = /\.svc(?:\.cluster\.local)?$/i;

const NAMES = ["replicaof", "replica-announce-ip", "cluster-announce-hostname", "cluster-announce-ip"];

/** Folders in which people keep the files of containers. */
const FILE = /\/(?:docker|docker-compose|compose|containers?|k8s|kubernetes|helm|charts?)\//i;

/** Whether the files say that the server runs in a container, and which line does. Worked out once. */
export const containerOf = factOf((server: ServerModel): { readonly at: Place | undefined; readonly is: boolean } => {
	// What runs in a container stays in the foreground.
	const isPossible = isOn(server, "daemonize") !== true;
	const at = isPossible ? lineThatSaysSo(server) : undefined;
	return { at, is: at !== undefined || (isPossible && FILE.test(pathOfUri(server.snapshot.root))) };
});

function lineThatSaysSo({ settings }: ServerModel): Place | undefined {
	for (const [names, sign] of [
		[PATHS, FOLDER],
		[NAMES, CLUSTER_NAME],
	] as const) {
		for (const name of names) {
			const setting = settings.get(name);
			if (setting?.origin.from === "line" && sign.test(setting.values[0] ?? "")) return setting.origin.at;
		}
	}
	return undefined;
}
