import * as pulumi from "@pulumi/pulumi";
import { CozeBot, CozeBotPublication } from "../../../provider";

const warnings = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: name, state: inputs as Record<string, unknown> }),
    call: () => ({}),
  }),
);
beforeEach(() => warnings.mockClear());

function publish(args: object, opts: (bot: CozeBot) => object): CozeBotPublication {
  const bot = new CozeBot("support", { name: "Support" });
  return new CozeBotPublication("support", { bot, ...args }, opts(bot));
}

test("deletedWith is a warning of the publication: its bot would stay live", () => {
  const publication = publish({}, (bot) => ({ deletedWith: bot }));
  expect(warnings.mock.calls).toEqual([
    [
      "deletedWith: Pulumi skips the delete of the publication where it deletes that resource, too, and the bot stays live on its channels. " +
        "Leave the option out, or set unpublishOnDelete to false.",
      publication,
    ],
  ]);
});

test.each([
  ["without the option", {}, () => ({})],
  ["where it is to stay live", { unpublishOnDelete: false }, (bot: CozeBot) => ({ deletedWith: bot })],
])("%s there is no warning", (_, args, opts) => {
  publish(args, opts);
  expect(warnings).not.toHaveBeenCalled();
});
