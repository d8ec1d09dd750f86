// rules: what to say of addresses to bind to, on a machine and in a container. Words that rules about the network share.
import { containerOf } from "../model/container";
import type { ServerModel } from "../model/server";

/** Where 127.0.0.1 is the container alone, binding to it would shut everybody out. */
export function bindAdvice(server: ServerModel): string {
	return containerOf(server).is
		? "In a container that is usual: let only the networks of its clients reach it, and publish the port not at all or on 127.0.0.1 of the host."
		: "Bind to the addresses that its clients use, or to 127.0.0.1 if they run on this machine.";
}
