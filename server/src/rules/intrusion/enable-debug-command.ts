// rules: the command for people who debug the server itself is open.
import { say } from "../../base/say";
import { protectedAction } from "../shared/protectedAction";

export const enableDebugCommand = protectedAction({
	id: "enable-debug-command",
	opens: "DEBUG",
	harm: say`DEBUG can stop the server, make it hang, change data and configuration past every check, and show what is in its memory.`,
	cwe: [489, 749],
});
