import type { CallbackEvent } from "../../emulator";
import type { Server } from "./server";
import { CUSTOM } from "./server";

/** What somebody does on the website. Bots, channels and documents are counted, and a number beyond the last begins anew. */
export type Act =
  | { readonly do: "edit"; readonly bot: number; readonly field: "prompt" | "description"; readonly text: string }
  | { readonly do: "publish"; readonly bot: number; readonly channels: readonly string[] }
  | { readonly do: "unpublish"; readonly bot: number; readonly channel: number }
  | { readonly do: "delete bot"; readonly bot: number }
  | { readonly do: "add documents"; readonly count: number }
  | { readonly do: "delete document"; readonly document: number }
  | { readonly do: "delete dataset" }
  | { readonly do: "judge document"; readonly document: number; readonly status: number }
  | { readonly do: "remove member" }
  | { readonly do: "member role"; readonly role: "admin" | "member" }
  | { readonly do: "delete callback" }
  | { readonly do: "edit callback"; readonly events: readonly CallbackEvent[] }
  | { readonly do: "verdict"; readonly passes: boolean };

/** Who publishes by hand: not the account of the runs. */
const PERSON = "7301999999999999999";

const nth = <T>(items: readonly T[], n: number): T | undefined => items[n % Math.max(1, items.length)];

/** Takes the act, where there is what it is about; whether there was. */
export function act(server: Server, what: Act): boolean {
  const { emulator } = server;
  const { console: site, knowledge } = emulator;
  if ("bot" in what) {
    const bot = nth(emulator.bots, what.bot);
    if (!bot) return false;
    switch (what.do) {
      case "edit":
        site.editDraft(
          bot.id,
          what.field === "prompt" ? { prompt_info: { prompt: what.text } } : { description: what.text },
        );
        return true;
      case "publish":
        site.publish(bot.id, [...what.channels], PERSON);
        server.unseen.delete(`${bot.id} ${CUSTOM}`);
        return true;
      case "unpublish": {
        const channel = nth(Object.keys(bot.published).sort(), what.channel);
        if (channel !== undefined) site.unpublish(bot.id, channel);
        return channel !== undefined;
      }
      case "delete bot":
        site.deleteBot(bot.id);
        return true;
    }
  }
  if ("document" in what) {
    const document = nth(knowledge.documents.toReversed(), what.document);
    if (!document) return false;
    if (what.do === "delete document") knowledge.deleteDocument(document.id);
    // What is deleted stays deleted.
    else if (server.statuses.get(document.id) !== 3) server.statuses.set(document.id, what.status);
    return true;
  }
  const [dataset] = knowledge.datasets;
  const { spaceId } = emulator;
  const [member] = emulator.members;
  const [callback] = emulator.callbacks;
  switch (what.do) {
    case "add documents":
      if (!dataset) return false;
      for (let i = 0; i < what.count; i++) {
        knowledge.addDocument(dataset.id, { name: `theirs-${i}`, content: { webUrl: "https://example.com" } });
      }
      return true;
    case "delete dataset":
      if (dataset) knowledge.deleteDataset(dataset.id);
      return dataset !== undefined;
    case "remove member":
      if (member) site.removeMember(spaceId, member.userId);
      return member !== undefined;
    case "member role":
      if (member) site.setMemberRole(spaceId, member.userId, what.role);
      return member !== undefined;
    case "delete callback":
      if (callback) site.deleteCallback(callback.id);
      return callback !== undefined;
    case "edit callback":
      if (callback) site.editCallback(callback.id, { events: [...what.events] });
      return callback !== undefined;
    case "verdict":
      server.verdict(what.passes);
      return true;
  }
}
