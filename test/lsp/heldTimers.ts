// test support: a clock that the test moves, so that it decides when long work goes on.
import type { Timers } from "../../server/src/lsp/host";

/** While it is held, each look at the clock is a slice later, and nobody goes on before the test says so. */
export class HeldTimers implements Timers {
	/** How often work has stopped for a break. */
	count = 0;
	private time = 0;
	private isHeld = false;
	private readonly stopped: (() => void)[] = [];
	private readonly waiting: (() => void)[] = [];

	hold(): void {
		this.isHeld = true;
	}

	/** What has stopped goes on; with `then` "held", up to its next break. */
	goOn(then: "held" | "free" = "held"): void {
		this.isHeld = then === "held";
		for (const resume of this.stopped.splice(0)) resume();
	}

	/** Once some work has stopped. */
	async stop(): Promise<void> {
		if (this.stopped.length === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	now(): number {
		if (this.isHeld) this.time += 11;
		return this.time;
	}

	async pause(): Promise<void> {
		if (!this.isHeld) return;
		this.count++;
		for (const resolve of this.waiting.splice(0)) resolve();
		await new Promise<void>((resolve) => this.stopped.push(resolve));
	}
}
