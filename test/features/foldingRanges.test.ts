// features: what folds.
import { expect, it } from "vitest";
import { foldingRanges } from "../../server/src/features/navigation/foldingRanges";
import { parse } from "../../server/src/syntax/parse";

it.each([
	["a block of comment lines", "# a\n# b\nport 1\n", ["0-1 comment"]],
	["not a single one", "# a\nport 1\n# b\n", []],
	["each block by itself", "# a\n# b\n\n# c\n\t# d\n", ["0-1 comment", "3-4 comment"]],
	["a block at the end", "port 1\n# a\n# b", ["1-2 comment"]],
	["a region with what is in it", "# region TLS\nport 1\n# endregion\n", ["0-2 region"]],
	["regions within regions", "# region a\n#region b\nport 1\n# endregion\n#endregion\n", ["1-3 region", "0-4 region"]],
	["not a region that never ends", "# region a\nport 1\n", []],
	["sections", "# a\n##### A #####\n\n# b\n# c\nport 1\n\n##### B #####\nport 2\n", ["3-4 comment", "1-5 section", "7-8 section"]],
	["comments inside a region", "# region a\n# b\n# c\n# endregion\n", ["1-2 comment", "0-3 region"]],
])("%s", (_, text, expected) => {
	expect(foldingRanges(parse(text, "config")).map(({ start, end, kind }) => `${start}-${end} ${kind}`)).toEqual(expected);
});

it("nothing in an ACL file, which has no comments", () => {
	expect(foldingRanges(parse("# a\n# b\n", "acl"))).toEqual([]);
});
