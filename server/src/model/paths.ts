// model: what paths of a machine tell, without a look at the machine.

/** Folders in which every account of a machine may write. */
const WRITABLE = /^\/+(?:private\/+)?(?:tmp|var\/+tmp|dev\/+shm|run\/+shm)(?:\/|$)/;

/** The file lies in one of them, or somewhere below. */
export function isInWritablePlace(path: string): boolean {
	return WRITABLE.test(path);
}

/** Where the settings of programs that run on a machine lie, and not somebody's copy of them. */
const OF_THE_MACHINE = /^\/(?:etc|usr\/local\/etc|opt|srv|var)\//;

/** The server of this machine most likely reads the file from there. */
export function isOfTheMachine(path: string): boolean {
	return OF_THE_MACHINE.test(path);
}
