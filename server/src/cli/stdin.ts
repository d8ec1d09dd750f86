// cli: standard input as a whole.
import { MAX_FILE_SIZE } from "../hosts/nodeFiles";

/** All its bytes; undefined where they are more than a file may have. */
export async function readStdin(): Promise<Buffer | undefined> {
	const chunks: Buffer[] = [];
	let length = 0;
	for await (const chunk of process.stdin) {
		chunks.push(chunk as Buffer);
		length += (chunk as Buffer).length;
		if (length > MAX_FILE_SIZE) return undefined;
	}
	return Buffer.concat(chunks);
}
