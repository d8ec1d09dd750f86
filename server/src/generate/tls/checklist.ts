// generate/tls: what to test once the kit is in place, with the commands.
import { hasPeers, type KitChoices, mainHost } from "./choices";
import { connectTo, verifyName } from "./clients";

export function checklist(choices: KitChoices): string {
	const { mode, port, clearText, level, topology, sentinelPort, primaryName } = choices;
	const host = mainHost(choices);
	const own = mode === "mutual" ? " -cert client.crt -key client.key" : "";
	const cli = `redis-cli -h ${host} -p ${port} --tls --cacert ca.crt${mode === "mutual" ? " --cert client.crt --key client.key" : ""}`;
	const to = `openssl s_client -connect ${connectTo(host, port)} -CAfile ca.crt`;
	const weak = '-cipher "ALL:@SECLEVEL=0"';
	const parts: Part[] = [
		{
			title: "The server starts, and its certificate is the right one",
			commands: [`${to}${own} ${verifyName(host)} -verify_return_error -brief </dev/null`],
			expect: 'The answer has "Verification: OK" and the name that you connected to.',
		},
		{ title: "TLS 1.3 is accepted", commands: [`${to}${own} -tls1_3 -brief </dev/null`], expect: '"Protocol version: TLSv1.3".' },
		level === "modern"
			? { title: "TLS 1.2 is refused", commands: [`${to}${own} -tls1_2 -brief </dev/null`], expect: "An alert about the protocol version." }
			: { title: "TLS 1.2 is accepted", commands: [`${to}${own} -tls1_2 -brief </dev/null`], expect: '"Protocol version: TLSv1.2".' },
		{
			title: "TLS 1.0 and 1.1 are refused",
			commands: [`${to}${own} -tls1_1 ${weak} -brief </dev/null`, `${to}${own} -tls1 ${weak} -brief </dev/null`],
			expect:
				"An alert about the protocol version. To be sure that your openssl can speak TLS 1.1 at all, try it against a test server with tls-protocols TLSv1.1 and tls-ciphers ALL:@SECLEVEL=0.",
		},
		...(mode === "mutual"
			? [
					{
						title: "Who shows no certificate is refused",
						commands: [`redis-cli -h ${host} -p ${port} --tls --cacert ca.crt ping`],
						expect: "An error of the connection, and no PONG.",
					},
				]
			: []),
		{ title: "A client gets in", commands: [`${cli} ping`], expect: "PONG, or NOAUTH until you log in." },
		clearText === "off"
			? {
					title: "Clear text is refused",
					commands: [`redis-cli -h ${host} -p ${port} ping`],
					expect: "An error of the connection, and no PONG.",
				}
			: {
					title: "Nobody uses the port in clear text any more",
					commands: [`${cli} client list`, `ss -tn state established "( sport = :${clearText} )"`],
					expect: "No connection to that port for a day. Then set port 0, for good.",
				},
		{
			title: "A wrong name is refused by clients that can",
			commands: [`${to}${own} -verify_hostname wrong.example -verify_return_error </dev/null`],
			expect: '"hostname mismatch". redis-cli and replicas do not check names, which is why the authority should be your own.',
		},
		...(hasPeers(choices) && topology !== "cluster"
			? [{ title: "The replica is connected", commands: [`${cli} info replication`], expect: '"master_link_status:up" on each replica.' }]
			: []),
		...(topology === "sentinel"
			? [
					{
						title: "Sentinel sees the primary, its replicas and the other Sentinels",
						commands: [`${cli.replace(`-p ${port}`, `-p ${sentinelPort}`)} sentinel ckquorum ${primaryName}`],
						expect: '"OK", with the number of Sentinels that you have.',
					},
				]
			: []),
		...(topology === "cluster"
			? [{ title: "The cluster is whole", commands: [`${cli} cluster info`], expect: '"cluster_state:ok", and all nodes known.' }]
			: []),
	];
	return `# To be tested

Run these on a machine of a client, in the folder with ca.crt${mode === "mutual" ? ", client.crt and client.key" : ""}.

${parts.map(write).join("\n")}
Renew in time: \`rotate-certificates.sh\` puts new certificates in place without a restart. The next date is what this says:

    openssl x509 -in ca.crt -noout -enddate
    ${to}${own} </dev/null 2>/dev/null | openssl x509 -noout -enddate
`;
}

interface Part {
	readonly title: string;
	readonly commands: readonly string[];
	readonly expect: string;
}

function write({ title, commands, expect }: Part): string {
	return `- [ ] ${title}\n\n${commands.map((command) => `      ${command}\n`).join("")}\n      ${expect}\n`;
}
