// rules: what makes a password easy to guess. An opinion that several rules share.

/** Words that stand in documentation, in blog posts and at the top of every list of leaked passwords. */
const COMMON = new Set(
	(
		"123456 12345678 123456789 1234567890 111111 000000 password passw0rd p@ssw0rd p@ssword pass pass123 password1 password123 qwerty qwerty123 abc123 " +
		"admin admin123 administrator root toor user test test123 testing guest default secret mysecret supersecret topsecret changeme change_me changethis " +
		"letmein welcome welcome1 login master monkey dragon iloveyou redis redis123 redispass redispassword redis-password myredis valkey foobared foobar " +
		"foo bar cache database production staging development dev prod local localhost example mypassword my-password yourpassword your_password " +
		"your-password yourstrongpassword strongpassword strong_password strong-password yourpasswordhere your_password_here securepassword secure_password " +
		"complexpassword verystrongpassword a-very-complex-password-here"
	).split(" "),
);

/** Shorter ones can be tried out: a Redis server answers hundreds of thousands of AUTH commands a second. */
const MIN_LENGTH = 16;

/** Why a password is easy to guess, as the end of a sentence; undefined where it is not. The password itself is never part of it. */
export function weakness(password: string, user = ""): string | undefined {
	const lower = password.toLowerCase();
	const letters = lower.replace(/[^a-z]/g, "");
	if (COMMON.has(lower) || COMMON.has(lower.replace(/[0-9!@#$.]+$/, ""))) return "it is one that everybody tries first";
	if (user !== "" && letters === user.toLowerCase().replace(/[^a-z]/g, "") && letters !== "") return "it is the user's own name";
	if (password.length < MIN_LENGTH) return `it has fewer than ${MIN_LENGTH} characters`;
	if (new Set(lower).size < 6) return "it repeats a few characters";
	return undefined;
}
