// rules: keys, signatures and parameters that can be broken.
import { say, type Words } from "../../base/say";
import { identitiesOf, named } from "../../model/tls/material";
import type { CertificateFacts } from "../../model/tls/x509";
import { defineRule } from "../define";

export const weakCertificate = defineRule({
	id: "weak-certificate",
	group: "encryption",
	subject: "tls",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`A key is too small, or a certificate is signed with SHA-1`,
	releases: { redis: "*", valkey: "*" },
	cwe: [326, 327, 328],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	*check({ server, tls }) {
		if (!tls.on) return;
		for (const file of [...identitiesOf(server).map(({ certificate }) => certificate), named(server, "tls-ca-cert-file")]) {
			const facts = file && tls.facts(file.name);
			if (!file || !facts) continue;
			// A bundle of public authorities is somebody else's choice.
			if (file.name === "tls-ca-cert-file" && facts.certificates.length > 3) continue;
			for (const certificate of facts.certificates) {
				const why = weaknessOf(certificate);
				if (why)
					yield {
						at: file.setting.origin.at,
						message: say`${why} Systems with strict settings refuse it. Make a new one with an EC key (P-256) or RSA of at least 2048 bits, signed with SHA-256.`,
					};
			}
		}
		const dh = named(server, "tls-dh-params-file");
		const bits = tls.facts("tls-dh-params-file")?.dhBits;
		if (dh && bits !== undefined && bits < 2048) {
			yield {
				at: dh.setting.origin.at,
				message: say`These Diffie-Hellman parameters have ${bits} bits, which can be broken. Make new ones with openssl dhparam 2048, or take the line out: ECDHE needs none.`,
			};
		}
	},
});

function weaknessOf(certificate: CertificateFacts): Words | undefined {
	const { publicKey, signatureHash, subject, subjectId, issuerId } = certificate;
	const least = publicKey.algorithm === "EC" ? 224 : /^(RSA|RSA-PSS|DSA)$/.test(publicKey.algorithm) ? 2048 : 0;
	if (publicKey.bits > 0 && publicKey.bits < least) return say`The key of ${subject} has ${publicKey.bits} bits, which can be broken.`;
	// The signature of an authority on itself protects nothing.
	const isOld = (signatureHash === "SHA-1" || signatureHash === "MD5") && subjectId !== issuerId;
	return isOld ? say`The certificate of ${subject} is signed with ${signatureHash}, which can be forged.` : undefined;
}
