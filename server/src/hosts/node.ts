// hosts: the main of `server.js`: for VS Code over a channel to its extension host, for any other editor with `--stdio`.
import { serveNode } from "./nodeServer";

serveNode(__dirname);
