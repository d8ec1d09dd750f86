// generate/report: the report in the words of one language, with places as the host counts them.
import { Text, type Words } from "../../base/say";
import type { Place } from "../../base/span";
import type { Said } from "./types";

export interface Saying {
	say(words: Words): string;
	/** A place as it is to be handed out. */
	place(at: Place): Place;
}

/** A copy with every text said and every place converted. */
export function said<T>(data: T, saying: Saying): Said<T> {
	return copy(data, saying) as Said<T>;
}

function copy(value: unknown, saying: Saying): unknown {
	if (value instanceof Text) return saying.say(value);
	if (Array.isArray(value)) return value.map((item) => copy(item, saying));
	if (typeof value !== "object" || value === null) return value;
	if (isPlace(value)) return saying.place(value);
	return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item, saying)]));
}

function isPlace(value: object): value is Place {
	return "file" in value && "line" in value && "start" in value && "end" in value;
}
