// generate/tls: one file of the kit that shows a client how to connect.

export interface ClientFile {
	/** "python.py". */
	readonly name: string;
	readonly text: string;
}

/** Of the libraries that the tests of this project do not have; all others are run against real servers. */
export const NOT_RUN = "Written by its documentation, and not run by our tests: try it first.";
