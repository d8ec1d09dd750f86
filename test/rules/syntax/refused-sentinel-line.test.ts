import { refusedSentinelLine } from "../../../server/src/rules/syntax/refused-sentinel-line";
import { testRule } from "../../support/rules";

testRule(refusedSentinelLine, [
	{ name: "a host name", files: { "sentinel.conf": "sentinel monitor main «db.example.com» 6379 2\n" }, says: "resolve-hostnames" },
	{
		name: "an unknown primary",
		files: { "sentinel.conf": "sentinel monitor main 127.0.0.1 6379 2\nsentinel down-after-milliseconds «mian» 5000\n" },
	},
	{ name: "in redis.conf", files: { "more.conf": "bind 127.0.0.1\nport 6379\ntimeout 0\n" } },
	{
		name: "silent for names that are resolved",
		files: { "sentinel.conf": "sentinel resolve-hostnames yes\nsentinel monitor main db.example.com 6379 2\n" },
	},
]);
