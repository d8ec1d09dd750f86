import { hiddenCharacters } from "../../../server/src/rules/syntax/hidden-characters";
import { testRule } from "../../support/rules";

testRule(hiddenCharacters, [
	{
		name: "a zero-width space in a password",
		files: "requirepass Long-and-«\u200b»strange-word-42\n",
		says: "U+200B here cannot be seen",
		severity: "warning",
		fixed: "requirepass Long-and-strange-word-42\n",
	},
	{
		name: "a no-break space between words",
		files: "port 6379\nbind«\u00a0»127.0.0.1\n",
		says: "looks like a space",
		fixed: "port 6379\nbind 127.0.0.1\n",
	},
	{
		name: "characters that turn the order of text",
		files: "user app«\u202e» off \u2066~x:*\u2069 +get\r\n",
		says: "turns the order",
		fixed: "user app off ~x:* +get\r\n",
	},
	{ name: "half a character", files: "masterauth a«\ud800»b\n", says: "half of a character", fixed: "masterauth ab\n" },
	{ name: "a control character", files: "maxmemory 1«\x1b»gb\n", says: "control character" },
	{ name: "an invisible letter of a tag", files: "masteruser a«\u{e0041}»b\n", fixed: "masteruser ab\n" },
	{ name: "in an ACL file", files: { "users.acl": "user app«\u200d» on nopass ~* +@all\n" } },
	{ name: "silent in comments", files: "# \u200b\u202e\nbind 127.0.0.1\n" },
	{
		name: "silent about other letters and pictures",
		files: "requirepass gr\u00fcn-\u65e5\u672c-\u{1f642}-\u0645\u0631\u062d\u0628\u0627\n",
	},
	{ name: "silent about the mark at the beginning", files: "\ufeffbind 127.0.0.1\n" },
	{ name: "silent in Latin-1", latin1: true, files: "requirepass a\x85\xa0\xad\n" },
]);
