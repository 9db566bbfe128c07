import type { HostedProvider } from "../../../provider/host/dynamic";
import { PartialFailure, type Props } from "../../../provider/lifecycle";
import { inputs, PROVIDER, providerOf, recorded } from "./hosted-steps";
import { failureOf as failure } from "../../harness/failure";

const failureOf = async (attempt: Promise<unknown>): Promise<Error & Props> =>
  (await failure(attempt)) as Error & Props;

describe("a partial failure", () => {
  const cause = new Error("the second call failed");
  const fail = () => Promise.reject(new PartialFailure("7", { name: "Support", at: undefined }, cause));

  test.each([
    ["create", (provider: HostedProvider) => provider.create(inputs)],
    ["update", (provider: HostedProvider) => provider.update("7", { name: "old", __provider: "old" }, inputs)],
  ])("of %s keeps the resource, with the stub of the new inputs", async (_step, run) => {
    const error = await failureOf(run(providerOf({ create: fail, update: fail })));
    expect(error).toMatchObject({
      message: "the second call failed",
      id: "7",
      reasons: ["the second call failed"],
      cause,
      stack: "",
    });
    expect(error["properties"]).toStrictEqual({ name: "Support", __resource: "support", __provider: PROVIDER });
  });
});

describe("an error", () => {
  test("for the user has no stack", async () => {
    const error = await failureOf(
      providerOf({ read: () => Promise.reject(new Error("no such bot")) }).read("1", recorded),
    );
    expect(error.message).toBe("no such bot");
    expect(error.stack).toBe("");
    expect(error["id"]).toBeUndefined();
  });

  test("that only a mistake of ours makes keeps its stack", async () => {
    const broken = () => Promise.reject(new TypeError("x is not a function"));
    const error = await failureOf(providerOf({ delete: broken }).delete("1", inputs));
    expect(error.stack).toContain("guards-of-errors.test");
  });

  test("of a lifecycle that throws at once is one of the promise", async () => {
    const throws = () => {
      throw new Error("at once");
    };
    const provider = providerOf({ check: throws, create: throws, delete: throws, diff: throws });
    for (const attempt of [
      provider.check({}, inputs),
      provider.create(inputs),
      provider.delete("1", inputs),
      provider.diff("1", {}, inputs),
    ]) {
      expect((await failureOf(attempt)).message).toBe("at once");
    }
  });

  test("that is no Error becomes one", async () => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- what a library may do
    const error = await failureOf(providerOf({ read: () => Promise.reject("just words") }).read("1", recorded));
    expect(error).toMatchObject({ message: "just words", stack: "" });
  });
});
