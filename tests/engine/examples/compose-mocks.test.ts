import * as pulumi from "@pulumi/pulumi";

interface Made {
  type: string;
  inputs: Record<string, unknown>;
}

test("the composed program can be unit-tested with mocks", async () => {
  const made: Made[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        made.push({ type, inputs: inputs as Made["inputs"] });
        const outputs: Record<string, object> = {
          "aws:apigatewayv2/api:Api": { apiEndpoint: "https://orders.example.com" },
          "pulumi-nodejs:dynamic/coze:Publication": { version: "1700000000001" },
        };
        return { id: `${name}-id`, state: { ...(inputs as object), ...outputs[type] } };
      },
      call: ({ inputs }) => inputs as object,
    },
    "coze",
    "test",
  );
  pulumi.runtime.setAllConfig({ "coze:modelId": "1706077826", "coze:namespace": "shop" });

  // Loaded only now: the mocks come first.
  const { version } = jest.requireActual<typeof import("../../../examples/compose")>("../../../examples/compose");
  await pulumi.runtime.disconnect();

  await expect(new Promise((resolve) => version.apply(resolve))).resolves.toBe("1700000000001");
  const inputsOf = (type: string) => made.find((resource) => resource.type === type)?.inputs;
  expect(inputsOf("pulumi-nodejs:dynamic/coze:Bot")).toMatchObject({
    promptInfo: { prompt: expect.stringContaining("https://orders.example.com") as string },
    modelInfoConfig: { modelId: "1706077826" },
  });
  expect(inputsOf("kubernetes:core/v1:ConfigMap")).toMatchObject({
    metadata: { namespace: "shop" },
    data: { COZE_BOT_ID: "support-id", COZE_BOT_VERSION: "1700000000001" },
  });
  // The AWS SDK holds every parameter's value for a secret.
  expect(inputsOf("aws:ssm/parameter:Parameter")).toMatchObject({
    value: { value: JSON.stringify({ botId: "support-id", version: "1700000000001" }) },
  });
});
