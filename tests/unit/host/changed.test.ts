import type { Lifecycle, Props } from "../../../provider/lifecycle";
import { botLifecycle } from "../../../provider/resources/bot/lifecycle";
import { datasetLifecycle } from "../../../provider/resources/dataset/lifecycle";
import { documentLifecycle } from "../../../provider/resources/document/lifecycle";
import { fileLifecycle } from "../../../provider/resources/file/lifecycle";
import { publicationLifecycle } from "../../../provider/resources/publication/lifecycle";
import { UNKNOWN } from "../../../provider/values/tree";
import { textAsset } from "../document/samples";
import { quietSession } from "./hosted-steps";

const session = quietSession();

const bot = {
  spaceId: "7360",
  name: "Support",
  promptInfo: { prompt: "Answer." },
  workflowIds: ["1", "2"],
  contentHash: "v1:a",
  __managed: ["name", "promptInfo.prompt", "workflowIds"],
};
const publication = { botId: "1", spaceId: "7360", contentHash: "v1:a", connectorIds: ["1024", "999"], triggers: [1] };
const dataset = { spaceId: "7360", name: "Orders", formatType: "text" };
const document = { datasetId: "1", spaceId: "7360", name: "a.md", source: textAsset("a"), status: "processed" };
const file = { source: textAsset("a"), fileName: "a.txt" };

test.each<[string, Lifecycle, Props, Props, string[]]>([
  ["of nothing", botLifecycle(session), bot, {}, []],
  ["of a block's leaf", botLifecycle(session), bot, { promptInfo: { prompt: "Ask." } }, ["promptInfo.prompt"]],
  ["of another order", botLifecycle(session), bot, { workflowIds: ["2", "1"] }, []],
  ["of an unknown block", botLifecycle(session), bot, { promptInfo: UNKNOWN }, ["promptInfo.prompt", "promptInfo"]],
  [
    "of the space, and of the policy",
    botLifecycle(session),
    bot,
    { spaceId: "1", deletionPolicy: "archive" },
    ["spaceId", "deletionPolicy"],
  ],
  ["of a publication", publicationLifecycle(session), publication, {}, []],
  ["of content", publicationLifecycle(session), publication, { contentHash: "v1:b" }, ["contentHash"]],
  ["of channels that leave", publicationLifecycle(session), publication, { connectorIds: ["999"] }, ["connectorIds"]],
  ["of unknown channels", publicationLifecycle(session), publication, { connectorIds: UNKNOWN }, ["connectorIds"]],
  [
    "of how it ends",
    publicationLifecycle(session),
    publication,
    { triggers: [2], unpublishOnDelete: false, unpublishReason: "closed" },
    ["triggers", "unpublishOnDelete", "unpublishReason"],
  ],
  ["of another bot", publicationLifecycle(session), publication, { botId: "2" }, ["botId"]],
  ["of a dataset", datasetLifecycle(session), dataset, { formatType: "image", name: "B" }, ["formatType", "name"]],
  ["of a document", documentLifecycle(session), document, { name: "b.md", source: textAsset("b") }, ["source", "name"]],
  ["of a file", fileLifecycle(session), file, { source: textAsset("b") }, ["source"]],
])("the changed paths %s", (_what, lifecycle, olds, change, changed) => {
  const diff = lifecycle.diff("1", { botId: "1", ...olds }, { ...olds, ...change });
  expect(diff.changed).toEqual(changed);
  expect(diff.changes).toBe(changed.length > 0);
});

test("a document that is still being processed is a change without a path", () => {
  const lifecycle: Lifecycle = documentLifecycle(session);
  expect(lifecycle.diff("1", { ...document, status: "processing" }, document)).toEqual({
    changes: true,
    changed: [],
    replaces: [],
  });
});
