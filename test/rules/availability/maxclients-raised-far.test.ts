import { maxclientsRaisedFar } from "../../../server/src/rules/availability/maxclients-raised-far";
import { testRule } from "../../support/rules";

const base = "bind 10.0.0.5\nrequirepass correct-horse-battery-staple\n";

testRule(maxclientsRaisedFar, [
	{
		name: "a million",
		files: `${base}«maxclients 1000000»\n`,
		severity: "info",
		says: "1000000 connections",
		fixed: `${base}maxclients 10000\n`,
	},
	{
		name: "more than the person allows",
		files: `${base}«maxclients 2000»\n`,
		settings: { options: { "maxclients-raised-far": { most: 1000 } } },
	},
	{ name: "silent for some more than usual", files: `${base}maxclients 50000\n` },
	{ name: "silent without the line", files: base },
	{ name: "silent on this machine alone", files: "bind 127.0.0.1\nmaxclients 1000000\n" },
]);
