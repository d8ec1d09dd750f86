// rules: authorities of the whole web, whose certificates say nothing of who may use a server. Opinions that several rules share.
import type { Place } from "../../base/span";
import { lineOf } from "../../model/inForce";
import type { ServerModel } from "../../model/server";
import type { TlsModel } from "../../model/tls/evaluate";
import { named } from "../../model/tls/material";
import type { PemFacts } from "../../model/tls/pem";

/** Where systems keep the authorities of the whole web. */
const BUNDLES =
	/^\/(?:etc\/ssl\/certs\/?(?:ca-(?:certificates|bundle)\.crt)?|etc\/ssl\/cert\.pem|etc\/pki\/tls\/certs\/?(?:ca-bundle(?:\.trust)?\.crt)?|etc\/pki\/tls\/cert\.pem|etc\/pki\/ca-trust\/extracted\/pem\/tls-ca-bundle\.pem|etc\/ssl\/ca-bundle\.pem|usr\/(?:local\/)?share\/ca-certificates\/?|usr\/local\/etc\/(?:openssl(?:@3)?|ssl)\/cert\.pem)$/;

/** The names of authorities that sign for everybody who proves to own a domain. */
const PUBLIC =
	/O=(?:Internet Security Research Group|Let's Encrypt|DigiCert|GlobalSign|Google Trust Services|Amazon|Sectigo|Comodo|COMODO|GoDaddy|Starfield|Entrust|ZeroSSL|Buypass|Certum|Unizeto|IdenTrust|SSL Corp|The USERTRUST Network|Baltimore|QuoVadis|Actalis)/;

/** The lines that make the server trust such authorities. */
export function publicAuthorities(server: ServerModel, tls: TlsModel): Place[] {
	return (["tls-ca-cert-file", "tls-ca-cert-dir"] as const).flatMap((name) => {
		const at = lineOf(server, name);
		const path = server.settings.get(name)?.value ?? "";
		const facts = name === "tls-ca-cert-file" && named(server, name) ? tls.facts(name) : undefined;
		return at && (BUNDLES.test(path) || (facts && isPublic(facts))) ? [at] : [];
	});
}

function isPublic({ certificates }: PemFacts): boolean {
	return certificates.length > 20 || certificates.some(({ issuer }) => PUBLIC.test(issuer));
}
