// rules: programs can be loaded into the server over the network.
import { say } from "../../base/say";
import { protectedAction } from "../shared/protectedAction";

export const enableModuleCommand = protectedAction({
	id: "enable-module-command",
	opens: "MODULE LOAD",
	harm: say`A module is a program: loading one runs it with all rights of the server. Attackers bring theirs as a dump, from a server that they make the primary.`,
	cwe: [749, 94],
});
