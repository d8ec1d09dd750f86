// test/vscode/host: the workbench as a web editor has it: the extension comes over http and runs in a web worker.
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { extname, join, normalize } from "node:path";

export interface WebHost {
	readonly authority: string;
	stop(): void;
}

/** Where the extension's files stand in the addresses of the front. */
const EXTENSION = "/extension-under-test";

/**
 * Starts a front on a port of its own that passes everything to the VS Code server, serves the files of `extension`, and tells the workbench
 * page to load the extension and its `tests` (a path in it, without ".js") from there.
 */
export async function startWebHost(upstream: number, extension: string, tests: string): Promise<WebHost> {
	let authority = "";
	const at = (path: string) => ({ scheme: "http", authority, path: EXTENSION + path });
	const development = () => ({ extensions: [at("")], extensionTestsPath: at(`/${tests}.js`) });
	const front = createServer((incoming, response) => {
		const { pathname } = new URL(incoming.url ?? "/", "http://front");
		if (pathname.startsWith(`${EXTENSION}/`))
			void serve(join(extension, normalize(decodeURIComponent(pathname.slice(EXTENSION.length)))), response);
		else pass(upstream, incoming, response, pathname === "/" ? (page) => withDevelopmentOptions(page, development()) : undefined);
	});
	front.on("upgrade", (incoming, socket, head) => {
		const server = connect(upstream, "127.0.0.1", () => {
			const headers = Object.entries(incoming.headers).map(([name, value]) => `${name}: ${value}`);
			server.write(`${[`${incoming.method} ${incoming.url} HTTP/1.1`, ...headers].join("\r\n")}\r\n\r\n`);
			server.write(head);
			socket.pipe(server).pipe(socket);
		});
		server.on("error", () => socket.destroy());
		socket.on("error", () => server.destroy());
	});
	await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
	const address = front.address();
	authority = `127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
	return {
		authority,
		stop: () => {
			front.close();
			front.closeAllConnections();
		},
	};
}

const TYPES: Readonly<Record<string, string>> = {
	".js": "text/javascript",
	".json": "application/json",
	".html": "text/html",
	".svg": "image/svg+xml",
};

async function serve(path: string, response: ServerResponse): Promise<void> {
	const headers = { "access-control-allow-origin": "*", "cache-control": "no-store" };
	try {
		const contents = await readFile(path);
		response.writeHead(200, { ...headers, "content-type": TYPES[extname(path)] ?? "application/octet-stream" }).end(contents);
	} catch {
		response.writeHead(404, headers).end();
	}
}

function pass(port: number, incoming: IncomingMessage, response: ServerResponse, change?: (page: string) => string): void {
	const headers = change ? { ...incoming.headers, "accept-encoding": "identity" } : incoming.headers;
	const outgoing = request({ host: "127.0.0.1", port, method: incoming.method, path: incoming.url, headers }, async (answer) => {
		const status = answer.statusCode ?? 502;
		if (!change || status !== 200) {
			response.writeHead(status, answer.headers);
			answer.pipe(response);
			return;
		}
		let page = "";
		for await (const chunk of answer.setEncoding("utf8")) page += chunk;
		const { "content-length": _length, "transfer-encoding": _encoding, etag: _tag, ...kept } = answer.headers;
		response.writeHead(status, kept).end(change(page));
	});
	outgoing.on("error", () => response.destroy());
	incoming.pipe(outgoing);
}

/** The page carries the workbench's configuration as JSON in an attribute. */
function withDevelopmentOptions(page: string, options: object): string {
	return page.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/, (_whole, start: string, escaped: string) => {
		const configuration = JSON.parse(escaped.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
		const changed = { ...configuration, developmentOptions: { ...configuration.developmentOptions, ...options } };
		return `${start}${JSON.stringify(changed).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
	});
}
