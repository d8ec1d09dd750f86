// webviews: elements out of plain data. Text is always text, never markup.

type Child = Node | string | false | undefined;

interface Attributes {
	readonly class?: string;
	/** Finds the element again after the page was drawn anew. */
	readonly key?: string;
	readonly click?: () => void;
	readonly [name: string]: unknown;
}

export function make<Tag extends keyof HTMLElementTagNameMap>(
	tag: Tag,
	attributes: Attributes,
	...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
	const element = document.createElement(tag);
	for (const [name, value] of Object.entries(attributes)) {
		if (value === undefined || value === false) continue;
		if (name === "click") element.addEventListener("click", value as () => void);
		else if (name === "key") element.dataset.key = String(value);
		else element.setAttribute(name, value === true ? "" : String(value));
	}
	element.append(...children.filter((child): child is Node | string => child !== undefined && child !== false));
	return element;
}

/** A drawing that the language server has made. */
export function drawing(svg: string): Element | undefined {
	const { documentElement } = new DOMParser().parseFromString(svg, "image/svg+xml");
	return documentElement.localName === "svg" ? (document.importNode(documentElement, true) as Element) : undefined;
}
