import { junit } from "../../../provider/cli/test/junit";
import type { CaseOutcome } from "../../../provider/resources/bot-test/run";

const outcome = (name: string, status: CaseOutcome["status"]): CaseOutcome => ({
  ...{ position: 0, name, status, passed: 0, runs: 1, seconds: 1.5 },
});

test("a case that failed has a failure, one that could not be tested an error, one that passed neither", () => {
  const cases = [outcome("kind", "passed"), outcome("short", "failed"), outcome("<late>", "error")];
  const lines = junit("Support", { cases, unchecked: [], chats: 3 }, ({ name }) => `why "${name}"`).split("\n");
  const counts = 'tests="3" failures="1" errors="1" time="4.500"';
  expect(lines).toContain(`<testsuites ${counts}>`);
  expect(lines.filter((line) => line.includes("<testcase")).map((line) => line.trim())).toEqual([
    '<testcase name="kind" classname="Support" time="1.500"/>',
    '<testcase name="short" classname="Support" time="1.500"><failure message="why &quot;short&quot;">why &quot;short&quot;</failure></testcase>',
    '<testcase name="&lt;late&gt;" classname="Support" time="1.500"><error message="why &quot;&lt;late&gt;&quot;">why &quot;&lt;late&gt;&quot;</error></testcase>',
  ]);
});
