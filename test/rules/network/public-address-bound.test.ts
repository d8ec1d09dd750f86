import { publicAddressBound } from "../../../server/src/rules/network/public-address-bound";
import { testRule } from "../../support/rules";

const STRONG = "requirepass correct-horse-battery-staple\n";

testRule(publicAddressBound, [
	{
		name: "nobody needs a password",
		files: "bind 127.0.0.1 «203.0.113.7»\nprotected-mode no\n",
		severity: "error",
		says: "203.0.113.7 is an address of the internet",
		fixed: "bind 127.0.0.1\nprotected-mode no\n",
	},
	{ name: "up to 6.2 protected mode does not help", files: "bind «203.0.113.7»\n", server: "redis-6.2", severity: "error" },
	{ name: "from 7.0 it does", files: "bind «203.0.113.7»\n", severity: "info" },
	{ name: "with a password, in clear text", files: `bind «203.0.113.7»\n${STRONG}`, severity: "warning" },
	{ name: "with a password and TLS", files: `bind «203.0.113.7»\nport 0\ntls-port 6379\n${STRONG}`, severity: "info" },
	{ name: "two ports, said once", files: `bind «203.0.113.7»\ntls-port 6380\n${STRONG}`, severity: "warning" },
	{ name: "of IPv6", files: `bind «-2001:db8::7»\n${STRONG}` },
	{ name: "silent for private ones", files: `bind 10.0.0.5 192.168.1.5 172.20.0.5 fd00::5 127.0.0.1\n${STRONG}` },
	{ name: "silent for a name", files: `bind redis.internal\n${STRONG}` },
	{ name: "silent without a port", files: "bind 203.0.113.7\nport 0\n" },
]);
