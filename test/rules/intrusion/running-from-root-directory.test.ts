import { runningFromRootDirectory } from "../../../server/src/rules/intrusion/running-from-root-directory";
import { testRule } from "../../support/rules";

testRule(runningFromRootDirectory, [
	{ name: "the root", files: "bind 127.0.0.1\n«dir /»\n", severity: "warning" },
	{ name: "in a roundabout way", files: "bind 127.0.0.1\n«dir /var/..»\n" },
	{ name: "silent for a folder", files: "bind 127.0.0.1\ndir /data\n" },
	{ name: "silent for the folder it starts in", files: "bind 127.0.0.1\ndir ./\n" },
	{ name: "silent without the line", files: "bind 127.0.0.1\n" },
]);
