import { nodeCheck } from "../../../provider/cli/doctor/machine";

test.each([
  ["18.20.0", "3.216.0", "failure", "18.20.0: install Node 22, 24 or 26"],
  [
    "20.20.2",
    "3.249.0",
    "warning",
    /^20\.20\.2, which runs @pulumi\/pulumi up to 3\.248, and here is 3\.249\.0: install Node/,
  ],
  ["20.20.2", "4.0.0", "warning", /here is 4\.0\.0/],
  ["20.20.2", "3.248.0", "ok", "20.20.2, which runs @pulumi/pulumi up to 3.248; Node 22, 24 and 26 run all"],
  ["20.20.2", undefined, "ok", /up to 3\.248; Node 22/],
  ["22.0.0", "3.276.0", "ok", "22.0.0"],
  ["26.12.1", "3.276.0", "ok", "26.12.1"],
])("the doctor on Node.js %s beside the SDK %s: %s", (node, sdk, status, detail) => {
  const check = nodeCheck(node, sdk);
  expect(check).toMatchObject({ name: "node", status });
  if (typeof detail === "string") expect(check.detail).toBe(detail);
  else expect(check.detail).toMatch(detail);
});
