// Packs the extension: `npm run package [-- PATH]`. The same sources give the same bytes, in whatever folder, time zone and umask.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import process from "node:process";

process.env.SOURCE_DATE_EPOCH ??= "315532800";
// Times in a ZIP file are those of the clock on the wall.
process.env.TZ = "UTC";

const require = createRequire(import.meta.url);
const { name, version } = require("../package.json");
const path = process.argv[2] ?? `${name}-${version}.vsix`;
await require("@vscode/vsce").createVSIX({
	dependencies: false,
	allowMissingRepository: true,
	rewriteRelativeLinks: false,
	packagePath: path,
});
const bytes = readFileSync(path);
setModes(bytes);
writeFileSync(path, bytes);

/**
 * Who may read a file in the package must not depend on who may read it here. By the central directory at the end of the ZIP file.
 * @param {Buffer} zip
 */
function setModes(zip) {
	const end = zip.lastIndexOf("PK\x05\x06", undefined, "latin1");
	let at = zip.readUInt32LE(end + 16);
	for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
		if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error(`${path} is no ZIP file that is known here`);
		zip.writeUInt32LE((0o100644 << 16) >>> 0, at + 38);
		at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
	}
}
