import { bindAllInterfaces } from "../../../server/src/rules/network/bind-all-interfaces";
import { testRule } from "../../support/rules";

const STRONG = "requirepass correct-horse-battery-staple\n";

testRule(bindAllInterfaces, [
	{
		name: "nobody needs a password",
		files: "bind «0.0.0.0»\nprotected-mode no\n",
		severity: "warning",
		says: "Nothing asks for a password",
		fixed: "bind 127.0.0.1 -::1\nprotected-mode no\n",
	},
	{ name: "a star", files: "bind «*» -::*\nprotected-mode no\n" },
	{ name: "the one of IPv6 alone", files: "bind 127.0.0.1 «-::»\nprotected-mode no\n" },
	{
		name: "a file that is included twice is edited once",
		files: { "redis.conf": "include part.conf\ninclude part.conf\nprotected-mode no\n", "part.conf": "bind «0.0.0.0»\n" },
		fixed: { "part.conf": "bind 127.0.0.1 -::1\n" },
	},
	{ name: "the last line counts", files: "bind 127.0.0.1\nbind «0.0.0.0»\nprotected-mode no\n" },
	{
		name: "protected mode keeps other hosts out, from 7.0 beside a bind line too",
		files: "bind «0.0.0.0»\n",
		severity: "info",
		says: "Only protected mode",
	},
	{ name: "up to 6.2 it does not", files: "bind «0.0.0.0»\n", server: "redis-6.2", severity: "warning", fixed: "bind 127.0.0.1 -::1\n" },
	{
		name: "no bind line",
		files: "«protected-mode no»\n",
		severity: "warning",
		says: "Without a bind line",
		fixed: "protected-mode no\nbind 127.0.0.1 -::1\n",
	},
	{
		name: "no bind line on 6.0, which knows no optional addresses",
		files: "«protected-mode no»\n",
		server: "redis-6.0",
		fixed: "protected-mode no\nbind 127.0.0.1\n",
	},
	{ name: "no bind line, and protected mode", files: "«port 6379»\n", severity: "info" },
	{ name: "an empty one, up to 6.2", files: '«bind ""»\n', server: "redis-6.2", severity: "warning" },
	{ name: "with a password", files: `bind «0.0.0.0»\n${STRONG}`, severity: "info", says: "may try passwords" },
	{
		name: "with a password and TLS alone",
		files: `bind «0.0.0.0»\nport 0\ntls-port 6379\ntls-auth-clients no\n${STRONG}`,
		severity: "info",
		says: "may try passwords",
	},
	{
		name: "for clients with certificates",
		files: `bind «0.0.0.0»\nport 0\ntls-port 6379\n`,
		severity: "info",
		says: "Only protected mode",
	},
	{
		name: "for clients with certificates, without protected mode",
		files: "bind «0.0.0.0»\nprotected-mode no\nport 0\ntls-port 6379\n",
		severity: "info",
		says: "Only clients with a certificate",
	},
	{ name: "no bind line, a password, and protected mode was off before", files: `«protected-mode no»\n${STRONG}`, severity: "info" },
	{
		name: "in a container, where 127.0.0.1 would be nobody",
		files: `bind «0.0.0.0»\ndir /data\n${STRONG}`,
		severity: "info",
		says: "publish the port not at all",
	},
	{
		name: "in a container of a cluster, and open",
		files: "«protected-mode no»\nreplicaof redis-0.redis.default.svc.cluster.local 6379\n",
		severity: "warning",
	},
	{
		name: "a service of its own is no container",
		files: `bind «0.0.0.0»\ndir /data\ndaemonize yes\n${STRONG}`,
		says: "Bind to the addresses",
	},
	{ name: "silent without one, with a password: that is password-ends-protected-mode", files: STRONG },
	{ name: "silent on this machine alone", files: "bind 127.0.0.1 -::1\nprotected-mode no\n" },
	{ name: "silent on a private address", files: "bind 10.0.0.5\nprotected-mode no\n" },
	{ name: "silent without a port", files: "port 0\nunixsocket /run/redis.sock\n" },
	{ name: "silent for an empty one from 7.0: it listens nowhere", files: 'bind ""\nprotected-mode no\n' },
	{ name: "silent where an include may set it", files: "protected-mode no\ninclude missing.conf\n" },
	{ name: "silent in an ACL file", files: { "users.acl": "user default on nopass ~* +@all\n" } },
]);
