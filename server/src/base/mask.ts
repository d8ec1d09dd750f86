// base: what is shown in place of a secret.

/** Stands for any secret, whatever its length: a width that follows the secret would tell something of it. */
export const MASK = "********";
