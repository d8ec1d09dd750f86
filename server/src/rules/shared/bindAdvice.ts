// rules: what to say of addresses to bind to, on a machine and in a container. Words that rules about the network share.
import { say, type Words } from "../../base/say";
import { containerOf } from "../../model/container";
import type { ServerModel } from "../../model/server";

/** Where 127.0.0.1 is the container alone, binding to it would shut everybody out. */
export function bindAdvice(server: ServerModel): Words {
	return containerOf(server).is
		? say`In a container that is usual: let only the networks of its clients reach it, and publish the port not at all or on 127.0.0.1 of the host.`
		: say`Bind to the addresses that its clients use, or to 127.0.0.1 if they run on this machine.`;
}
