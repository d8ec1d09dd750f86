// rules: where the server writes its files can be changed over the network.
import { say } from "../../base/say";
import { protectedAction } from "../shared/protectedAction";

export const enableProtectedConfigs = protectedAction({
	id: "enable-protected-configs",
	opens: say`CONFIG SET of protected settings such as dir and dbfilename`,
	harm: say`With them a dump becomes a file of any name in any folder that the server may write to: a cron job, an ssh key, a web page.`,
	cwe: [749, 73],
});
