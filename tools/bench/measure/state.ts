import type { ResourceState, StackState } from "../../../tests/harness/cli/types";

export interface StateSize {
  /** Of the provider's text, in one resource's state, both copies together. */
  providerBytes: number;
  /** The longest text of a provider. */
  providerText: number;
  /** Of one bot's entry, as JSON without white space, without the bot's own texts. */
  botOverhead: number;
  /** Of a pair of bot and publication, with their texts. */
  pairBytes: number;
}

export function stateSize(state: StackState): StateSize {
  const resources = (state.deployment.resources ?? []).filter(({ type }) => type.startsWith("pulumi-nodejs:dynamic"));
  const bots = resources.filter(({ inputs }) => inputs?.["name"] !== undefined);
  const texts = resources.map(({ inputs }) => text(inputs?.["__provider"]));
  const copies = resources.map(
    ({ inputs, outputs }) => text(inputs?.["__provider"]).length + text(outputs?.["__provider"]).length,
  );
  const all = resources.reduce((sum, resource) => sum + bytes(resource), 0);
  const overhead = bots.reduce((sum, bot) => sum + bytes(bot) - ownText(bot.inputs) - ownText(bot.outputs), 0);
  return {
    providerBytes: sum(copies) / resources.length,
    providerText: Math.max(...texts.map((one) => one.length)),
    botOverhead: overhead / bots.length,
    pairBytes: all / bots.length,
  };
}

/** What the user wrote: name and prompt. */
function ownText(props: ResourceState["inputs"] = {}): number {
  const { name, prompt, promptInfo } = props as {
    name?: string;
    prompt?: string;
    promptInfo?: { prompt?: string };
  };
  return text(name).length + Buffer.byteLength(text(prompt ?? promptInfo?.prompt));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}

function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
