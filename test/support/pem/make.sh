#!/bin/sh
# Makes the certificates beside this file: of no use but in tests, whose clock stands at 2026-06-01. Needs openssl 3.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index"
echo 1000 > "$work/serial"
cat > "$work/cnf" <<CNF
[ca]
default_ca = own
[own]
database = $work/index
serial = $work/serial
new_certs_dir = $work
policy = any
default_md = sha256
unique_subject = no
copy_extensions = none
[any]
commonName = supplied
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[node]
basicConstraints = CA:FALSE
subjectAltName = DNS:localhost, DNS:redis.example, IP:127.0.0.1, IP:::1, IP:10.0.0.5
extendedKeyUsage = serverAuth, clientAuth
[serveronly]
subjectAltName = DNS:localhost, DNS:redis.example, IP:127.0.0.1, IP:::1, IP:10.0.0.5
extendedKeyUsage = serverAuth
[clientonly]
subjectAltName = DNS:localhost, DNS:redis.example, IP:127.0.0.1, IP:::1, IP:10.0.0.5
extendedKeyUsage = clientAuth
[othername]
subjectAltName = DNS:other.example, IP:10.9.9.9
extendedKeyUsage = serverAuth, clientAuth
CNF
key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null || openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }
# sign NAME SECTION FROM UNTIL KEY CA-NAME [more]
sign() {
	name=$1 section=$2 from=$3 until=$4 pkey=$5 ca=$6
	shift 6
	openssl req -new -key "$pkey" -subj "/CN=$name" -out "$work/$name.csr"
	openssl ca -batch -notext -config "$work/cnf" -extensions "$section" -startdate "$from" -enddate "$until" -in "$work/$name.csr" -out "$name.crt" -cert "$ca.crt" -keyfile "$work/$ca.key" "$@" 2>/dev/null
}
root() {
	key "$work/$1.key"
	openssl req -new -key "$work/$1.key" -subj "/CN=$2" -out "$work/$1.csr"
	openssl ca -batch -notext -selfsign -config "$work/cnf" -extensions "${3:-root}" -startdate 20250101000000Z -enddate 20450101000000Z -in "$work/$1.csr" -out "$1.crt" -keyfile "$work/$1.key" 2>/dev/null
}
root ca "Test authority"
root otherca "Another authority"
key redis.key
key stranger.key
good="20260101000000Z 20360101000000Z redis.key ca"
sign redis node $good
sign expired node 20250101000000Z 20260501000000Z redis.key ca
sign expiring node 20250101000000Z 20260611000000Z redis.key ca
sign tomorrow node 20260602000000Z 20360101000000Z redis.key ca
sign untrusted node 20260101000000Z 20360101000000Z redis.key otherca
sign serveronly serveronly $good
sign clientonly clientonly $good
sign othername othername $good
sign sha1 node $good -md sha1
openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out small.key 2>/dev/null
sign small node 20260101000000Z 20360101000000Z small.key ca
sign notca node $good
openssl pkey -in redis.key -aes256 -passout pass:open-sesame -out locked.key
openssl dhparam -out dh1024.pem 1024 2>/dev/null
head -c 300 redis.crt > broken.crt
# Something else stands in the place of its dates.
{
	echo "-----BEGIN CERTIFICATE-----"
	openssl x509 -in expired.crt -outform DER | LC_ALL=C sed "s/250101000000Z/never and eve/; s/260501000000Z/never and eve/" | base64 -w 64
	echo "-----END CERTIFICATE-----"
} > undated.crt
chmod 600 ./*.key
