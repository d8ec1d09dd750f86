// hosts: the main of both builds: nearly all of the server is the same in Node.js and in a web worker, so one file holds it once.
if (typeof importScripts === "function") void import("./browser");
else void import("./node");

export {};
