import { notUtf8 } from "../../../server/src/rules/syntax/not-utf-8";
import { testRule } from "../../support/rules";

testRule(notUtf8, [
	{ name: "Latin-1", files: "bind 127.0.0.1\nlogfile /var/caf«é».log\n", latin1: true, severity: "info" },
	{ name: "silent for the same text in UTF-8", files: "bind 127.0.0.1\nlogfile /var/café.log\n" },
]);
