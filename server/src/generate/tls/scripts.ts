// generate/tls: the scripts that make certificates, and that replace them while the server runs.
import { hasPeers, isAddress, type KitChoices, mainHost, pathsOf } from "./choices";
import { NOT_RUN } from "./clientFile";
import { reloadsByItself } from "./config";

/** Makes an authority, a certificate for the server, and in mutual mode one for clients. POSIX shell. */
export function certificateScript(choices: KitChoices): string {
	switch (choices.certificates) {
		case "mkcert":
			return mkcertScript(choices);
		case "step":
			return stepScript(choices);
		default:
			return opensslScript(choices);
	}
}

/** Puts a new certificate or a new authority in place on a running server. POSIX shell. */
export function rotationScript(choices: KitChoices): string {
	const { port, mode, topology } = choices;
	const { cert, key, ca } = pathsOf(choices);
	const own = mode === "mutual" ? ' --cert "$CERT" --key "$KEY"' : "";
	const shown = mode === "mutual" ? ' -cert "$CERT" -key "$KEY"' : "";
	return `#!/bin/sh
# Replaces certificates of a running server. Connections that are open stay open; new ones get the new certificate.
# Run it on the machine of each server, as a user who may write to the folder of the certificates:
#
#   sh rotate-certificates.sh server NEW.crt NEW.key   a new certificate with its key
#   sh rotate-certificates.sh authority NEW-CA.crt     trust a new authority beside the old one
#   sh rotate-certificates.sh only NEW-CA.crt          trust the new authority alone, once nobody shows old certificates
#
# When the authority changes: first "authority" on every server and client, then "server" on every server
# (and new certificates for clients), and only then "only" on every server and client.
#
# It logs in with REDISCLI_AUTH (the password) and REDIS_USER (the user; without it "default").
# That user needs CONFIG SET. HOST, PORT, CERT, KEY and CA can be set too.
${notes(choices, topology)}set -eu
umask 077
HOST=\${HOST:-127.0.0.1}
PORT=\${PORT:-${port}}
CERT=\${CERT:-${cert}}
KEY=\${KEY:-${key}}
CA=\${CA:-${ca}}
WHEN=$(date +%Y%m%d%H%M%S)

say() { echo "rotate-certificates: $*" >&2; }
fail() { say "$*"; exit 1; }

cli() {
	if [ -n "\${REDIS_USER:-}" ]; then set -- --user "$REDIS_USER" "$@"; fi
	redis-cli -h "$HOST" -p "$PORT" --tls --cacert "$TRUSTED"${own} "$@"
}

# Makes the server read a file again; says no with status 1.
reload() {
	answer=$(cli CONFIG SET "$1" "$2" 2>&1) || true
	case $answer in
	OK) ;;
	*) say "the server answered: $answer"; return 1 ;;
	esac
}

# Puts a file in place of another one in one step, with the modes and the owner of the old one.
put() {
	cp -p "$2" "$2.$WHEN.old"
	cp -p "$2" "$2.new"
	cat "$1" > "$2.new"
	mv -f "$2.new" "$2"
}

back() { mv -f "$1.$WHEN.old" "$1"; }

# A new connection must be trusted by what we trust and show the new certificate.
served() {
	openssl s_client -connect "$HOST:$PORT" -CAfile "$TRUSTED"${shown} </dev/null 2>/dev/null | openssl x509 -noout -fingerprint -sha256 2>/dev/null
}

# Puts authorities in place, or leaves everything as it was.
trust() {
	openssl x509 -in "$1" -noout -checkend 0 >/dev/null || fail "$1 is no certificate that is valid"
	openssl x509 -in "$1" -noout -text | grep -q "CA:TRUE" || fail "$1 is no authority"
	bundle=$(mktemp)
	cat "$2" > "$bundle"
	if [ "$1" != "$2" ]; then openssl x509 -in "$1" >> "$bundle"; fi
	put "$bundle" "$CA"
	rm -f "$bundle"
	if ! reload tls-ca-cert-file "$CA"; then
		back "$CA"
		fail "nothing was changed"
	fi
}

# Our own connection must work with the files as they are now.
TRUSTED=$(mktemp)
trap 'rm -f "$TRUSTED"' EXIT
cat "$CA" > "$TRUSTED"

case \${1:-} in
server)
	[ $# -eq 3 ] || fail "say: server NEW.crt NEW.key"
	[ -s "$2" ] || fail "$2 is missing or empty"
	[ -s "$3" ] || fail "$3 is missing or empty"
	[ "$(openssl x509 -in "$2" -noout -pubkey)" = "$(openssl pkey -in "$3" -pubout)" ] || fail "the key does not belong to the certificate"
	openssl x509 -in "$2" -noout -checkend 0 >/dev/null || fail "the new certificate has expired"
	openssl verify -CAfile "$CA" -untrusted "$2" "$2" >/dev/null || fail "the new certificate does not lead to $CA; put the authority in place first"
	put "$2" "$CERT"
	put "$3" "$KEY"
	if ! reload tls-cert-file "$CERT"; then
		back "$CERT"
		back "$KEY"
		fail "nothing was changed"
	fi
	[ "$(served)" = "$(openssl x509 -in "$2" -noout -fingerprint -sha256)" ] || fail "the server does not show the new certificate"
	say "the server shows the new certificate; the old files end in .$WHEN.old"
	;;
authority)
	[ $# -eq 2 ] || fail "say: authority NEW-CA.crt"
	trust "$2" "$CA"
	say "the server trusts both authorities; the old file ends in .$WHEN.old"
	;;
only)
	[ $# -eq 2 ] || fail "say: only NEW-CA.crt"
	openssl verify -CAfile "$2" -untrusted "$CERT" "$CERT" >/dev/null || fail "the server still shows a certificate of another authority; replace that first"
	trust "$2" "$2"
	say "the server trusts the new authority alone; the old file ends in .$WHEN.old"
	;;
*)
	fail "say: server NEW.crt NEW.key, authority NEW-CA.crt, or only NEW-CA.crt"
	;;
esac
`;
}

/** What one release or one kind of server does otherwise. */
function notes(choices: KitChoices, topology: KitChoices["topology"]): string {
	const lines: string[] = [];
	if (reloadsByItself(choices))
		lines.push(
			"",
			"With tls-auto-reload-interval (in seconds, as in redis.conf) this release also looks by itself for new files of the same names.",
			"Then it is enough to replace them, the key and the certificate together.",
		);
	else
		lines.push(
			"",
			"Valkey 9.1 can do this by itself: with tls-auto-reload-interval 60 it looks every minute for new files",
			"of the same names. Then only replace the files, key and certificate together.",
		);
	if (topology === "sentinel")
		lines.push("", "Sentinel reads certificates at its start alone: after this restart the Sentinels, one after the other.");
	return lines.map((line) => `#${line === "" ? "" : ` ${line}`}\n`).join("");
}

function opensslScript(choices: KitChoices): string {
	const { days, mode } = choices;
	const uses = connectsToo(choices) ? "serverAuth, clientAuth" : "serverAuth";
	const sections = mode === "mutual" ? `\n[client]\n${LEAF}\nextendedKeyUsage = clientAuth` : "";
	const client = mode === "mutual" ? '\nissue client client "redis-client"\n' : "";
	const checks = [
		'openssl verify -CAfile "$OUT/ca.crt" -purpose sslserver "$OUT/redis.crt"',
		...(hasPeers(choices) || mode === "mutual"
			? [`openssl verify -CAfile "$OUT/ca.crt" -purpose sslclient "$OUT/${mode === "mutual" ? "client" : "redis"}.crt"`]
			: []),
		...choices.hosts
			.filter((host) => !host.startsWith("*."))
			.map(
				(host) => `openssl verify -CAfile "$OUT/ca.crt" ${isAddress(host) ? "-verify_ip" : "-verify_hostname"} ${host} "$OUT/redis.crt"`,
			),
	];
	return `#!/bin/sh
# Makes an authority of your own, a certificate for the server${mode === "mutual" ? ", and one for clients" : ""}. Needs openssl 1.1.1 or later.
#
#   sh make-certificates.sh [FOLDER]     (without a folder: ./tls)
#
# Run it once, on a machine that you trust. Run again, it keeps the authority and makes new certificates.
# ca.key can make certificates that everybody here trusts: keep it away from the servers.
set -eu
umask 077
OUT=\${1:-tls}
DAYS=\${DAYS:-${days}}
mkdir -p "$OUT"
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT

cat > "$WORK/extensions" <<'END'
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Redis authority
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
${LEAF}
extendedKeyUsage = ${uses}
subjectAltName = ${altNames(choices)}${sections}
END

if [ ! -e "$OUT/ca.key" ]; then
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$OUT/ca.key"
	openssl req -x509 -new -key "$OUT/ca.key" -sha256 -days 3650 -config "$WORK/extensions" -extensions authority -out "$OUT/ca.crt"
fi

# issue FILE SECTION NAME
issue() {
	openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$WORK/$1.key"
	openssl req -new -key "$WORK/$1.key" -subj "/CN=$3" -config "$WORK/extensions" -out "$WORK/$1.csr"
	openssl x509 -req -in "$WORK/$1.csr" -CA "$OUT/ca.crt" -CAkey "$OUT/ca.key" -set_serial "0x$(openssl rand -hex 16 | sed 's/^./4/')" \\
		-sha256 -days "$DAYS" -extfile "$WORK/extensions" -extensions "$2" -out "$WORK/$1.crt"
	mv "$WORK/$1.key" "$OUT/$1.key"
	mv "$WORK/$1.crt" "$OUT/$1.crt"
}

issue redis server "${commonName(choices)}"
${client}
# Keys for their owner alone, certificates for everybody.
chmod 600 "$OUT"/*.key
chmod 644 "$OUT"/*.crt

${checks.join("\n")}

${whatNext(choices)}`;
}

const LEAF = `basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid`;

function mkcertScript(choices: KitChoices): string {
	const { mode, hosts } = choices;
	const both = connectsToo(choices) ? " -client" : "";
	const client = mode === "mutual" ? 'mkcert -ecdsa -client -cert-file "$OUT/client.crt" -key-file "$OUT/client.key" redis-client\n' : "";
	return `#!/bin/sh
# Makes certificates with mkcert, for a developer's machine. The authority stays in the folder and is not installed anywhere.
#
#   sh make-certificates.sh [FOLDER]     (without a folder: ./tls)
set -eu
umask 077
OUT=\${1:-tls}
mkdir -p "$OUT/authority"
CAROOT=$(cd "$OUT/authority" && pwd)
export CAROOT
mkcert -ecdsa${both} -cert-file "$OUT/redis.crt" -key-file "$OUT/redis.key" ${hosts.map(quote).join(" ")}
${client}cp "$CAROOT/rootCA.pem" "$OUT/ca.crt"
chmod 600 "$OUT"/*.key "$CAROOT"/*.pem
chmod 644 "$OUT"/*.crt
openssl verify -CAfile "$OUT/ca.crt" -purpose sslserver "$OUT/redis.crt"

${whatNext(choices)}`;
}

function stepScript(choices: KitChoices): string {
	const { mode, hosts, days } = choices;
	const names = hosts.map((host) => `--san ${quote(host)}`).join(" ");
	const leaf = `--profile leaf --ca "$OUT/ca.crt" --ca-key "$OUT/ca.key" --kty EC --crv P-256 --not-after ${days * 24}h --no-password --insecure --force`;
	const client = mode === "mutual" ? `step certificate create redis-client "$OUT/client.crt" "$OUT/client.key" ${leaf}\n` : "";
	return `#!/bin/sh
# Makes an authority and certificates with step (step-cli). Its leaf certificates are good for servers and for clients.
# ${NOT_RUN}
#
#   sh make-certificates.sh [FOLDER]     (without a folder: ./tls)
#
# ca.key can make certificates that everybody here trusts: keep it away from the servers.
set -eu
umask 077
OUT=\${1:-tls}
mkdir -p "$OUT"
if [ ! -e "$OUT/ca.key" ]; then
	step certificate create "Redis authority" "$OUT/ca.crt" "$OUT/ca.key" --profile root-ca --kty EC --crv P-256 --not-after 87600h --no-password --insecure
fi
step certificate create ${quote(commonName(choices))} "$OUT/redis.crt" "$OUT/redis.key" ${names} ${leaf}
${client}chmod 600 "$OUT"/*.key
chmod 644 "$OUT"/*.crt
step certificate verify "$OUT/redis.crt" --roots "$OUT/ca.crt"

${whatNext(choices)}`;
}

function whatNext({ folder, mode }: KitChoices): string {
	return `cat <<END
Made in $OUT. Now:
  on each server   install -d -m 755 ${folder}
                   install -m 644 $OUT/ca.crt $OUT/redis.crt ${folder}/
                   install -m 600 -o redis -g redis $OUT/redis.key ${folder}/
  on each client   $OUT/ca.crt${mode === "mutual" ? ", $OUT/client.crt and $OUT/client.key" : ""}
  nowhere else     ca.key
END
`;
}

/** A server shows its certificate as a client to its peers; in mutual mode also where the script for rotation talks to it. */
function connectsToo(choices: KitChoices): boolean {
	return hasPeers(choices) || choices.mode === "mutual";
}

/** A common name has at most 64 characters; the names that count stand in the extension. */
function commonName(choices: KitChoices): string {
	const host = mainHost(choices);
	return host.length <= 64 ? host : "redis";
}

function altNames({ hosts }: KitChoices): string {
	return [...new Set(hosts)].map((host) => `${isAddress(host) ? "IP" : "DNS"}:${host}`).join(", ");
}

/** Host names are checked to hold nothing that a shell minds but "*". */
function quote(word: string): string {
	return `'${word.replace(/'/g, "'\\''")}'`;
}
