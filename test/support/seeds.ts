// support: whoever reads a run of CI can have the same inputs; everybody else's runs look further each time.
import fc from "fast-check";

export const SEED_OF_CI = 7;

if (process.env.CI) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: SEED_OF_CI });
