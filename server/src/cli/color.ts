// cli: whether to write in color.
import type { Io, Output } from "./io";

/** The flag decides; then NO_COLOR and FORCE_COLOR; then whether somebody looks at it. */
export function useColor(flag: boolean | undefined, output: Output, env: Io["env"]): boolean {
	if (flag !== undefined) return flag;
	if (env.NO_COLOR) return false;
	if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
	return output.isTerminal && env.TERM !== "dumb";
}
