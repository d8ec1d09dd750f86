// rules: fixes that bind the server to this machine, where protected mode ends with them.
import { say } from "../../base/say";
import { isRelease } from "../../knowledge/release";
import type { ServerModel } from "../../model/server";
import type { Fix } from "../define";
import { setTo } from "./directiveEdits";

/**
 * Protected mode keeps other hosts out only while `default` needs no password. Where it is at work, a fix that ends it would open the port to
 * whatever is bound; so the fix binds to this machine as well, and no other host that is refused today gets in. Where the port is open already
 * and no bind line says to whom, the bound fix is offered as a second one.
 */
export function withLoopbackBind(server: ServerModel, fix: Fix): Fix[] {
	const { exposure, settings, snapshot } = server;
	const ports = snapshot.kind === "config" ? exposure.listeners.filter((one) => one.protocol !== "unix") : [];
	const protects = exposure.protectedMode === "protecting" && ports.some((one) => one.reach !== "loopback");
	const unbound = ports.length > 0 && settings.get("bind")?.origin.from === "default";
	if (!protects && !unbound) return [fix];
	const bound: Fix = {
		...fix,
		title: say`${fix.title}, and bind to this machine only, since protected mode ends with it`,
		edits: () => [...fix.edits(), ...setTo(server, "bind", ...loopback(server))],
	};
	return protects ? [bound] : [fix, bound];
}

/** The addresses of this machine alone, as the release understands them; the one of IPv6 is optional where that can be said. */
export function loopback(server: ServerModel): string[] {
	return isRelease(server.world.release, { redis: "<6.2" }) ? ["127.0.0.1"] : ["127.0.0.1", "-::1"];
}
