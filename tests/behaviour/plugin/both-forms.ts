const FILE = { "fn::stringAsset": "a,b\n1,2\n" };
const CASES = [{ name: "well", ask: "How are you?", expect: [{ contains: "Be" }] }];
const TEXT = { "fn::stringAsset": "We deliver on weekdays." };

/** A file, a knowledge base with a document, and a bot with its test and its publication, in YAML. */
export const inYaml = (prompt: string) => ({
  resources: {
    table: { type: "coze:File", properties: { source: FILE, fileName: "table.csv" } },
    faq: { type: "coze:Dataset", properties: { name: "FAQ", description: "Answers" } },
    hours: {
      type: "coze:Document",
      properties: { dataset: "${faq}", name: "hours.txt", source: TEXT },
    },
    support: { type: "coze:Bot", properties: { name: "Support", promptInfo: { prompt } } },
    tested: {
      type: "coze:BotTest",
      properties: { bot: "${support}", cases: CASES },
    },
    live: { type: "coze:Publication", properties: { bot: "${support}" } },
  },
});

/** The same with the classes. */
export const inClasses = (prompt: string) => `
  new CozeFile("table", { source: new pulumi.asset.StringAsset("a,b\\n1,2\\n"), fileName: "table.csv" });
  const faq = new CozeDataset("faq", { name: "FAQ", description: "Answers" });
  new CozeDocument("hours", { dataset: faq, name: "hours.txt", source: new pulumi.asset.StringAsset("We deliver on weekdays.") });
  const support = new CozeBot("support", { name: "Support", promptInfo: { prompt: ${JSON.stringify(prompt)} } });
  new CozeBotTest("tested", { bot: support, cases: ${JSON.stringify(CASES)} });
  new CozeBotPublication("live", { bot: support });
`;

/** The calls that change something. Some of the reads are POSTs. */
export const changing = (calls: readonly string[]): string[] =>
  calls.filter((call) => /create|update|publish|upload|PUT|DELETE/.test(call));
