/** The environment of {@link secretProgram}: nothing of it may be shown or stored in clear. */
export const SECRET_ENV = {
  PROMPT: "the secret prompt",
  QUESTION: "a secret question?",
  PARAMETER: "a secret parameter",
};

/** A live bot with secrets in a field, in a block and within a map. */
export const secretProgram = `
  const secret = (name) => pulumi.secret(process.env[name]);
  const bot = new CozeBot("support", {
    name: "Support",
    description: "Not secret",
    promptInfo: { prompt: secret("PROMPT") },
    onboardingInfo: pulumi.secret({ suggestedQuestions: [process.env.QUESTION] }),
  });
  new CozeBotPublication("support", { bot, connectors: { "7470000000000000001": { key: { of: secret("PARAMETER") } } } });
`;
