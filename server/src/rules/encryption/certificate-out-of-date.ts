// rules: certificates that are no longer, not yet, or not much longer valid.
import { say, sentences, type Words } from "../../base/say";
import { identitiesOf, type NamedFile, named } from "../../model/tls/material";
import type { CertificateFacts } from "../../model/tls/x509";
import { defineRule, type Report } from "../define";

const DAY = 86_400_000;

export const certificateOutOfDate = defineRule({
	id: "certificate-out-of-date",
	group: "encryption",
	subject: "tls",
	severity: { development: "warning", production: "error", strict: "error" },
	title: say`A certificate has expired, expires soon, or is not valid yet`,
	releases: { redis: "*", valkey: "*" },
	cwe: [298, 324],
	compliance: ["pci-dss:4.2.1", "iso-27001:A.8.24", "soc2:CC6.7", "hipaa:164.312(e)(1)", "gdpr:32"],
	options: { days: 30 },
	*check({ server, tls }, { options }) {
		if (!tls.on) return;
		const files: (NamedFile | undefined)[] = [
			...identitiesOf(server).map(({ certificate }) => certificate),
			named(server, "tls-ca-cert-file"),
		];
		for (const file of files) {
			const facts = file && tls.facts(file.name);
			if (!file || !facts) continue;
			// Of a bundle of authorities some are always old; those of a chain count all.
			if (file.name === "tls-ca-cert-file" && facts.certificates.length > 3) continue;
			for (const certificate of facts.certificates) {
				const report = judge(certificate, facts.readAt, options.days);
				if (report) yield { at: file.setting.origin.at, ...report };
			}
		}
	},
});

function judge(certificate: CertificateFacts, now: number, days: number): Pick<Report, "message" | "severity"> | undefined {
	const { subject, notBefore, notAfter } = certificate;
	if (now > notAfter) {
		return {
			message: say`The certificate of ${subject} expired on ${dateOf(notAfter)}. Everybody who checks it refuses the connection. Renew it and put the new one in its place: CONFIG SET tls-cert-file with the same path loads it without a restart.`,
		};
	}
	if (now < notBefore) {
		return {
			message: say`The certificate of ${subject} is not valid before ${dateOf(notBefore)}. Until then everybody who checks it refuses the connection. Check the clock, or use one that is valid now.`,
		};
	}
	const left = Math.floor((notAfter - now) / DAY);
	// A certificate may have something else in the place of its date.
	if (Number.isNaN(left) || left >= days) return undefined;
	return {
		message: sentences(
			inTime(subject, dateOf(notAfter), left),
			say`After that nobody who checks it connects any more. Renew it now: CONFIG SET tls-cert-file with the same path loads the new one without a restart.`,
		),
		severity: "warning",
	};
}

function inTime(subject: string, date: string, days: number): Words {
	if (days === 0) return say`The certificate of ${subject} expires on ${date}, in less than a day.`;
	return days === 1
		? say`The certificate of ${subject} expires on ${date}, in 1 day.`
		: say`The certificate of ${subject} expires on ${date}, in ${days} days.`;
}

function dateOf(time: number): string {
	return new Date(time).toISOString().slice(0, 10);
}
