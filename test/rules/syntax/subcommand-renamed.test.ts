import { subcommandRenamed } from "../../../server/src/rules/syntax/subcommand-renamed";
import { testRule } from "../../support/rules";

testRule(subcommandRenamed, [
	{
		name: "crashes from 7.0",
		files: "bind 127.0.0.1\nrename-command «CONFIG|SET» abc\n",
		says: "crashes",
		fixed: "bind 127.0.0.1\n# rename-command CONFIG|SET abc\n",
	},
	{ name: "silent up to 6.2, where it is refused", files: "bind 127.0.0.1\nrename-command CONFIG|SET abc\n", server: "redis-6.2" },
]);
