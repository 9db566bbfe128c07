import { createHash } from "node:crypto";
import { canonical, hashes } from "../../../provider/resources/bot/canonical";
import { hashOf } from "../../../provider/values/differ";
import { UNKNOWN } from "../../../provider/values/tree";
import { cached, full, replaced, type Step } from "./samples";

const hashesOf = (inputs: unknown) => hashes(canonical(inputs as typeof full));

const withAt = (way: string, value?: unknown): unknown => replaced(full, way.split("."), value);

describe("the hashes of version 1 are frozen: they stand in users' state", () => {
  test("of a name alone", () => {
    expect(hashesOf({ name: "Support" })).toEqual({
      contentHash: "v1:907de762b51597f5ff13061d9379770e35010f1403d7351cb68d65de2503ff77",
      promotionHash: "v1:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
    });
  });

  test("of a bot with everything", () => {
    // As it could be declared once: today `store` needs another mode.
    expect(hashesOf({ ...full, modelInfoConfig: { ...full.modelInfoConfig, apiMode: "chat_api" } })).toEqual({
      contentHash: "v1:339530aa79786476a890a597c034b42fa5fed69b5c6432369a67a0b1013e5974",
      promotionHash: "v1:c28ddf8f231fe069dcbc823fd3609396e0d7d388416cf2243457a3de91d89c96",
    });
  });

  test("of a bot with prefix caching", () => {
    expect(hashesOf(cached)).toEqual({
      contentHash: "v1:f56d0e9035aa30de3ffd773ed90642bc837f8f741ac491a8915da264c121f8df",
      promotionHash: "v1:18d49a03df37b072d0e033dbf671e1b9f94f11c7d394e262f0a2d0c73b1968aa",
    });
  });

  test("they are the SHA-256 of the leaves as JSON, keys sorted", () => {
    const sha256 = (text: string) => `v1:${createHash("sha256").update(text).digest("hex")}`;
    const inputs = { promptInfo: { prompt: "Hi 😀\r\n" }, name: "é", workflowIds: ["2", "1"] };
    expect(hashesOf(inputs)).toEqual({
      contentHash: sha256('{"name":"é","promptInfo.prompt":"Hi 😀","workflowIds":["1","2"]}'),
      promotionHash: sha256('{"promptInfo.prompt":"Hi 😀"}'),
    });
  });

  test("keys are sorted at every depth, by code unit", () => {
    expect(hashOf({ b: { z: 1, a: 2 }, a: [{ y: 1, x: 2 }], Z: null })).toBe(
      hashOf({ Z: null, a: [{ x: 2, y: 1 }], b: { a: 2, z: 1 } }),
    );
  });
});

test.each(["spaceId", "botId", "deletionPolicy"])("%s is no content", (key) => {
  expect(hashesOf(withAt(key))).toEqual(hashesOf(full));
});

const OF_A_SPACE: [string, unknown][] = [
  ["name", "Support (staging)"],
  ["iconFileId", "1"],
  ["knowledge.datasetIds", ["1"]],
  ["plugins", []],
  ["workflowIds", ["1"]],
  ["modelInfoConfig.modelId", "1"],
];

const leaves = Object.keys(canonical(full));

test.each(OF_A_SPACE)("%s moves the content hash only: it belongs to a space", (path, value) => {
  for (const changed of [withAt(path, value), withAt(path)]) {
    expect(hashesOf(changed).contentHash).not.toBe(hashesOf(full).contentHash);
    expect(hashesOf(changed).promotionHash).toBe(hashesOf(full).promotionHash);
  }
});

const promoted = leaves.filter((path) => !OF_A_SPACE.some(([other]) => other === path));

test.each(promoted)("%s moves both hashes", (path) => {
  for (const changed of [withAt(path, "another"), withAt(path)]) {
    expect(hashesOf(changed).contentHash).not.toBe(hashesOf(full).contentHash);
    expect(hashesOf(changed).promotionHash).not.toBe(hashesOf(full).promotionHash);
  }
});

test("an unknown value makes unknown what covers it, and nothing else", () => {
  for (const [path] of OF_A_SPACE) {
    expect(hashesOf(withAt(path, UNKNOWN))).toEqual({
      contentHash: UNKNOWN,
      promotionHash: hashesOf(full).promotionHash,
    });
  }
  for (const path of [...promoted, "promptInfo", "modelInfoConfig"]) {
    expect(hashesOf(withAt(path, UNKNOWN))).toEqual({ contentHash: UNKNOWN, promotionHash: UNKNOWN });
  }
});

test.each<[string, Step[]]>([
  ["a plugin", ["plugins", 0, "apiId"]],
  ["a workflow", ["workflowIds", 1]],
])("the id of %s inside a set may be unknown", (_what, way) => {
  expect(hashesOf(replaced(full, way, UNKNOWN)).contentHash).toBe(UNKNOWN);
});
