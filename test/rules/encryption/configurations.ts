// rules: configurations with TLS, for the tests of the rules about encryption.

/** The lines that TLS needs, with files that are on another machine. */
export const FILES = "tls-cert-file /srv/tls/redis.crt\ntls-key-file /srv/tls/redis.key\ntls-ca-cert-file /srv/tls/ca.crt\n";
export const PASSWORD = "requirepass correct-horse-battery-staple\n";

/** A list of ciphers in which all are sound. */
export const GOOD = "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:!aNULL:!aDSS:!PSK";

/** A server of this machine that speaks TLS alone, with further lines. */
export function withTls(lines: string): string {
	return `bind 127.0.0.1\nport 0\ntls-port 6379\n${FILES}${PASSWORD}${lines}\n`;
}

/** Where the certificates are that tests know the contents of. */
export const FOLDER = "/etc/redis/tls";

/** A server that speaks TLS alone, with certificates that can be read and the lines given in place of its own. */
export function withCertificates(...lines: string[]): string {
	const own = [
		"bind 127.0.0.1",
		"port 0",
		"tls-port 6379",
		`tls-cert-file ${FOLDER}/redis.crt`,
		`tls-key-file ${FOLDER}/redis.key`,
		`tls-ca-cert-file ${FOLDER}/ca.crt`,
		"tls-auth-clients yes",
	];
	const name = (line: string) => line.replace(/^«/, "").split(" ")[0];
	const names = new Set(lines.map(name));
	return `${[...own.filter((line) => !names.has(name(line))), ...lines].join("\n")}\n`;
}
