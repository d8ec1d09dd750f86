// hosts: files that lie on no disk.

/** Whether a path without links leads to what the kernel of Linux tells of itself and of programs, their environment and memory included. */
export function isMadeUp(real: string): boolean {
	return /^\/(?:proc|sys)(?:\/|$)/.test(real);
}
